"""A stand-in for the provider plugin `oracle/oci`: its schema, an imitation of its behaviour, no cloud.

Terraform's core starts it like any provider (`python -m oci_stand_in CERTIFICATE`) and speaks the plugin
protocol, version 6, with it. So `validate`, `plan`, `apply`, `import` and `test` run offline and without
credentials. Databases that it "created" are files in the folder that ADBKMS_STAND_IN_STATE names.
"""
