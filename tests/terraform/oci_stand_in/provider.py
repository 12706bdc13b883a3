"""The provider's side of Terraform's plugin protocol, version 6: messages in, messages out."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from tf.gen import tfplugin_pb2 as protocol
from tf.gen import tfplugin_pb2_grpc as protocol_grpc

from .database_mistakes import configuration_mistakes
from .database_plan import planned_database, replacing_arguments
from .database_service import NOT_RETURNED, Refused, changed_database, created_database, database_as_returned
from .database_store import STORE_VARIABLE, DatabaseStore
from .provider_schema import Block, ProviderSchema
from .schema_messages import provider_schema_response
from .values import decode, encode

DATABASE = "oci_database_autonomous_database"

Request = Any
Context = Any
Response = TypeVar("Response")
Method = Callable[["StandInProvider", Request, Context], Response]


def _error(summary: str, detail: str) -> protocol.Diagnostic:
    return protocol.Diagnostic(severity=protocol.Diagnostic.ERROR, summary=summary, detail=detail)


def refusable(response: Callable[..., Response]) -> Callable[[Method[Response]], Method[Response]]:
    """Turns Refused into an error diagnostic of the given response message."""

    def decorate(method: Method[Response]) -> Method[Response]:
        @wraps(method)
        def answer(self: StandInProvider, request: Request, context: Context) -> Response:
            try:
                return method(self, request, context)
            except Refused as refused:
                return response(diagnostics=[_error(refused.summary, refused.detail)])

        return answer

    return decorate


class StandInProvider(protocol_grpc.ProviderServicer):
    """Serves `schema`; manages databases in `databases` (None: planning works, applying does not)."""

    def __init__(self, schema: ProviderSchema, databases: DatabaseStore | None) -> None:
        self._schema = schema
        self._store = databases

    def GetMetadata(self, request: Request, context: Context) -> protocol.GetMetadata.Response:
        return protocol.GetMetadata.Response(
            server_capabilities=protocol.ServerCapabilities(get_provider_schema_optional=True),
            resources=[protocol.GetMetadata.ResourceMetadata(type_name=name) for name in self._schema.resources],
            data_sources=[
                protocol.GetMetadata.DataSourceMetadata(type_name=name) for name in self._schema.data_sources
            ],
        )

    def GetProviderSchema(self, request: Request, context: Context) -> protocol.GetProviderSchema.Response:
        return provider_schema_response(self._schema)

    def ValidateProviderConfig(self, request: Request, context: Context) -> protocol.ValidateProviderConfig.Response:
        return protocol.ValidateProviderConfig.Response()

    def ValidateResourceConfig(self, request: Request, context: Context) -> protocol.ValidateResourceConfig.Response:
        mistakes = configuration_mistakes(self._database, decode(request.config))
        return protocol.ValidateResourceConfig.Response(diagnostics=[_error(*mistake) for mistake in mistakes])

    def ValidateDataResourceConfig(
        self, request: Request, context: Context
    ) -> protocol.ValidateDataResourceConfig.Response:
        return protocol.ValidateDataResourceConfig.Response()

    def ConfigureProvider(self, request: Request, context: Context) -> protocol.ConfigureProvider.Response:
        return protocol.ConfigureProvider.Response()

    def UpgradeResourceState(self, request: Request, context: Context) -> protocol.UpgradeResourceState.Response:
        return protocol.UpgradeResourceState.Response(upgraded_state=encode(json.loads(request.raw_state.json)))

    @refusable(protocol.ReadResource.Response)
    def ReadResource(self, request: Request, context: Context) -> protocol.ReadResource.Response:
        state = decode(request.current_state)
        found = self._databases.get(state["id"])
        if found is not None:
            found = database_as_returned(self._database, found) | {name: state[name] for name in NOT_RETURNED}
        return protocol.ReadResource.Response(new_state=encode(found), private=request.private)

    def PlanResourceChange(self, request: Request, context: Context) -> protocol.PlanResourceChange.Response:
        configuration, prior = decode(request.config), decode(request.prior_state)
        if configuration is None:
            return protocol.PlanResourceChange.Response(
                planned_state=encode(None), planned_private=request.prior_private
            )
        planned = planned_database(self._database, configuration, prior)
        replacing = replacing_arguments(planned, prior) if prior is not None else []
        return protocol.PlanResourceChange.Response(
            planned_state=encode(planned),
            planned_private=request.prior_private,
            requires_replace=[protocol.AttributePath(steps=[{"attribute_name": name}]) for name in replacing],
            # As the real one: without it core forbids keeping a block that is not configured.
            legacy_type_system=True,
        )

    @refusable(protocol.ApplyResourceChange.Response)
    def ApplyResourceChange(self, request: Request, context: Context) -> protocol.ApplyResourceChange.Response:
        planned, prior = decode(request.planned_state), decode(request.prior_state)
        if planned is None:
            self._databases.remove(prior["id"])
            return protocol.ApplyResourceChange.Response(new_state=encode(None))
        if prior is None:
            database = created_database(self._database, planned)
        else:
            database = changed_database(self._database, planned)
            if self._databases.keeps_key(prior["id"]):
                database |= {"encryption_key": prior["encryption_key"]}
        self._databases.put({name: value for name, value in database.items() if name not in NOT_RETURNED})
        return protocol.ApplyResourceChange.Response(
            new_state=encode(database), private=request.planned_private, legacy_type_system=True
        )

    @refusable(protocol.ImportResourceState.Response)
    def ImportResourceState(self, request: Request, context: Context) -> protocol.ImportResourceState.Response:
        """The id alone; core then reads the database, and says so where there is none."""
        state = encode(database_as_returned(self._database, {"id": request.id}))
        imported = protocol.ImportResourceState.ImportedResource(type_name=request.type_name, state=state)
        return protocol.ImportResourceState.Response(imported_resources=[imported])

    @refusable(protocol.ReadDataSource.Response)
    def ReadDataSource(self, request: Request, context: Context) -> protocol.ReadDataSource.Response:
        raise Refused(
            "The stand-in for oracle/oci reads no data sources",
            f"It serves the schema of {request.type_name}: it validates, but gets no data.",
        )

    def StopProvider(self, request: Request, context: Context) -> protocol.StopProvider.Response:
        return protocol.StopProvider.Response()

    @property
    def _database(self) -> Block:
        return self._schema.resources[DATABASE].block

    @property
    def _databases(self) -> DatabaseStore:
        if self._store is None:
            raise Refused(
                "The stand-in for oracle/oci has no place for its databases",
                f"Set {STORE_VARIABLE} to a folder to apply, refresh or import with it.",
            )
        return self._store
