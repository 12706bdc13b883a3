"""What people write about a database's key, as diffs; `generated_texts` says how to read them.

Only the entries of `databases` are written. ORDERS and INVOICES stand for two lines each, the name and the OCID.
"""

from __future__ import annotations

# Of the database `orders`, which is encrypted with A; `invoices` may share what it has.
DATABASES = (
    """\
       orders:
         ORDERS
         encryption:
-          key: A
+          key: NEW
           role: R
""",
    """\
       orders:
         ORDERS
-        encryption: {role: R, key: A}
+        encryption: {role: R, key: NEW}
""",
    """\
       orders:
         ORDERS
-        encryption: {key: 'A', role: "R"}
+        encryption: {key: 'NEW', role: "R"}
""",
    """\
       orders:
         ORDERS
-        encryption: &enc {key: A, role: R}
+        encryption: &enc {key: NEW, role: R}
       invoices:
         INVOICES
-        encryption: *enc
+        encryption: {<<: *enc, key: A}
""",
    """\
       invoices:
         INVOICES
         encryption: &enc
           key: A
           role: R
       orders:
         ORDERS
-        encryption: *enc
+        encryption: {<<: *enc, key: NEW}
""",
    """\
       invoices:
         INVOICES
         encryption: {key: &key A, role: R}
       orders:
         ORDERS
-        encryption: {key: *key, role: R}
+        encryption: {key: NEW, role: R}
""",
    """\
       orders:
         ORDERS
         encryption:
-          key: &key A
+          key: NEW
           role: R
       invoices:
         INVOICES
-        encryption: {key: *key, role: R}
+        encryption: {key: &key A, role: R}
""",
    """\
       invoices: &db
         INVOICES
         encryption: {key: A, role: R}
       orders:
         <<: *db
         ORDERS
+        encryption: {key: NEW, role: R}
""",
    """\
       orders: &db
         ORDERS
-        encryption: {role: R, key: A}
+        encryption: {role: R, key: NEW}
       invoices:
         <<: *db
         INVOICES
+        encryption: {role: R, key: A}
""",
    """\
       invoices:
         INVOICES
         encryption: &enc {key: A, role: R}
       orders:
         ORDERS
         encryption:
           <<: *enc
           identify_key_by: arn
+          key: NEW
""",
    """\
       orders:
         ORDERS
         encryption:
-          key: >-
-            A
+          key: NEW
           role: R
""",
    """\
       orders:
         ORDERS
-        encryption: &unused {key: &unused_too 'A', role: R}
+        encryption: &unused {key: &unused_too 'NEW', role: R}
""",
    """\
       orders:
         ORDERS
-        encryption: *shared
+        encryption: {<<: *shared, key: NEW}
""",
)
# The same without a key of its own.
UNENCRYPTED = (
    """\
       orders:
         ORDERS
+        encryption: {key: NEW<, role: R>}
""",
    """\
       orders:
         ORDERS
-        encryption:
+        encryption: {key: NEW, role: R}
""",
    """\
       orders:
         ORDERS
-        encryption: ~
+        encryption: {key: NEW, role: R}
""",
    """\
       orders:
         ORDERS
-        encryption: {}
+        encryption: {key: NEW<, role: R>}
""",
    """\
       orders:
         ORDERS
         encryption:
-          key: oracle-managed
+          key: NEW
?          role: R
""",
    """\
       orders:
         ORDERS
-        encryption: {key: "oracle-managed", role: R}
+        encryption: {key: "NEW", role: R}
""",
    """\
       orders:
         ORDERS
-        encryption: &enc {}
+        encryption: {key: NEW<, role: R>}
       invoices:
         INVOICES
-        encryption: *enc
+        encryption: &enc {}
""",
    """\
       invoices:
         INVOICES
         encryption: &enc {}
       orders:
         ORDERS
-        encryption: *enc
+        encryption: {<<: *enc, key: NEW<, role: R>}
""",
    """\
       orders:
         ORDERS
-        encryption: &enc {key: oracle-managed, role: R}
+        encryption: &enc {key: NEW, role: R}
       invoices:
         INVOICES
-        encryption: *enc
+        encryption: {<<: *enc, key: oracle-managed}
""",
    """\
       invoices:
         INVOICES
         encryption: &enc
           key: oracle-managed
           role: R
       orders:
         ORDERS
-        encryption: *enc
+        encryption: {<<: *enc, key: NEW}
""",
    """\
       orders:
         ORDERS
         encryption:
-          key: &key oracle-managed
+          key: NEW
?          role: R
       invoices:
         INVOICES
-        encryption: {key: *key}
+        encryption: {key: &key oracle-managed}
""",
    """\
       orders: &db
         ORDERS
+        encryption: {key: NEW<, role: R>}
       invoices:
         <<: *db
         INVOICES
+        encryption: {}
""",
    """\
       invoices: &db
         INVOICES
         encryption: {key: oracle-managed}
       orders:
         <<: *db
         ORDERS
+        encryption: {key: NEW<, role: R>}
""",
    """\
       orders:
         ORDERS
-        encryption: &enc ~
+        encryption: {key: NEW, role: R}
       invoices:
         INVOICES
-        encryption: *enc
+        encryption: &enc ~
""",
    """\
       orders:
         ORDERS
-        encryption: {"key": "oracle-managed"}
+        encryption: {"key": "NEW"<, "role": "R">}
""",
    """\
       orders: &unused
         ORDERS
         encryption: &unused_too
-          key: &unused_as_well oracle-managed
+          key: &unused_as_well NEW
?          role: R
""",
)
