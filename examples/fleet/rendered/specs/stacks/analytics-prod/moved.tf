# Rendered by adbkms from the spec of the stack analytics-prod. Change the spec, not this file.

moved {
  from = module.key_adbs_warehouse
  to   = module.key_adbs_lakehouse
}
