"""Records and errors as clients of the reference API know them: names, JSON types and sets of values, no more than that."""

import re

STRING, TRUTH, NUMBER, OBJECT = (str,), (bool,), (int, float), (dict,)
STRINGS, OBJECTS = [STRING], [OBJECT]
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
PLATFORMS = {"windows", "macos", "linux", "ios", "ipados", "android", "chromeos", "unknown"}


def _all(names, kind):
    return {name: kind for name in names.split()}


REF = _all("id name", STRING)
EMAILS = [{"email": STRING, "type": STRING, "is_primary": TRUTH}]
NOTES = [{**_all("id title content", STRING), "owner": {"id": STRING}}]

DEVICE = {
    **_all("id name hostname dns_name netbios_name serial_number asset_tag manufacturer model os_name os_version", STRING),
    **_all("os_build os_version_extra public_ip agent_version maintenance_reason", STRING),
    **_all("created_at updated_at first_enrolled_at last_enrolled_at last_activity_at last_scan_at", TIME),
    **_all("maintenance_start_at maintenance_end_at backup_last_success_at backup_last_failure_at", TIME),
    **_all("warranty_start_at warranty_end_at warranty_fulfillment_at", TIME),
    **_all("agent_installed disk_encryption edr_installed firewall_enabled is_corporate_owned is_offline mdm_enabled", TRUTH),
    **_all("backup_total_bytes critical_vuln_count high_vuln_count", NUMBER),
    **_all("custom_fields remote_data", OBJECT),
    **_all("organization policy", REF),
    "owner": {**REF, "emails": EMAILS},
    **_all("ip_addresses mac_addresses", STRINGS),
    "notes": NOTES,
    "tags": [REF],
    "type": {"workstation", "server", "mobile", "tablet", "laptop", "desktop", "virtual_machine", "other"},
    "platform": PLATFORMS,
    "approval_status": {"approved", "pending", "rejected", "unknown"},
    "edr_status": {"healthy", "unhealthy", "degraded", "unknown"},
    "enrollment_status": {"enrolled", "pending", "removed", "missing", "unknown"},
    "maintenance_status": {"none", "pending", "active", "completed", "unknown"},
    "patch_status": {"up_to_date", "updates_available", "unknown"},
}

USER = {
    **_all("id name first_name last_name avatar", STRING),
    **_all("created_at updated_at", TIME),
    "is_active": TRUTH,
    "emails": EMAILS,
    "organization": REF,
    "remote_data": OBJECT,
}

APP = {
    **_all("id source_id name version publisher app_id install_path", STRING),
    **_all("installed_at last_seen_at created_at updated_at", TIME),
    **_all("is_managed is_system_app", TRUTH),
    "size_bytes": (int,),
    "device": {"id": STRING},
    "remote_data": OBJECT,
    "platform": PLATFORMS,
    "app_id_type": {"bundle_id", "package_name", "product_code", "app_id", "unknown"},
    "install_state": {"installed", "pending", "failed", "unknown"},
}

ORGANIZATION = {**REF, **_all("created_at updated_at", TIME), "remote_data": OBJECT}

RECORDS = {"devices": DEVICE, "users": USER, "apps": APP, "organizations": ORGANIZATION}
REQUIRED = {"devices": ["id"], "users": ["id", "name"], "apps": ["id"], "organizations": ["id"]}
LIST = {"result": OBJECTS, "next_cursor": STRING, "prev_cursor": STRING, "result_count": (int,), "is_partial_response": TRUTH}
ERROR = {"statusCode": (int,), "error": STRING, "message": STRING}
DEBUG = ["requestUrl", "requestOptions", "data", "responseHeaders"]
DEBUG_LIST = [*DEBUG, "nextCursor", "isLooping", "isEmptyResult", "resultCount"]


def fits(value, kind):
    """Whether a value may stand for a field; null says that the vendor has none."""
    if value is None:
        return True
    if isinstance(kind, set):
        return value in kind
    if isinstance(kind, list):
        return isinstance(value, list) and all(item is not None and fits(item, kind[0]) for item in value)
    if isinstance(kind, dict):
        return isinstance(value, dict) and all(fits(value.get(name), inner) for name, inner in kind.items())
    if isinstance(kind, re.Pattern):
        return isinstance(value, str) and kind.fullmatch(value) is not None
    return isinstance(value, kind) and (bool in kind or not isinstance(value, bool))


def problems(value, fields, required=()):
    """What a client would stumble over. Fields it does not know it leaves alone."""
    if not isinstance(value, dict):
        return ["is no object"]
    missing = [f"{name} is missing" for name in required if value.get(name) is None]
    wrong = [f"{name} is {value[name]!r}" for name, kind in fields.items() if not fits(value.get(name), kind)]
    return missing + wrong
