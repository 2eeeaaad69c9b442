/** What the reference API has and this service does not, by the beginning of the path, with what to use instead. */
const REPLACEMENTS: readonly (readonly [path: RegExp, advice: string])[] = [
  [
    /^\/(proxy|custom)\//,
    "`POST /vendor/{operation_id}` calls the vendor's own API. `truto_response_format=raw` returns the vendor's response to a unified request.",
  ],
  [/^\/integrated-account\/token$/, "`POST /admin/tokens` creates a token for one account."],
  [
    /^\/integrated-account\/[^/]+\/tools$/,
    "`/unified/mdm/{resource}/meta/{method}` has the schemas of a method.",
  ],
  [/^\/(integrated-account|link-token)(\/|$)/, "Accounts are connected and changed at `/admin/accounts`."],
  [/^\/api-token(\/|$)/, "Tokens are at `/admin/tokens`."],
  [/^\/sync-job(-|\/|$)/, "Lists that are read on a schedule are at `/admin/syncs`."],
  [/^\/webhook(\/|$)/, "Webhooks are at `/admin/webhooks`."],
  [/^\/log(\/|$)/, "The audit log is at `/admin/audit`."],
  [/^\/ping$/, "`/healthz` shows whether the service runs."],
  [
    /^\/unified\/meta\//,
    "`/unified/mdm/meta` has the mapping of an account, and `/docs` is the API reference.",
  ],
  [
    /^\/unified\/mdm\/(devices|users|apps|organizations|groups)\/[^/]+\/meta\//,
    "`/unified/mdm/{resource}/meta/{method}` has the schemas of a method for an account.",
  ],
  [
    /^\/unified\/mdm\/devices\/[^/]+$/,
    "There are no custom methods. Device actions are at `/unified/mdm/devices/{id}/actions`.",
  ],
  [/^\/unified\/mdm\/(users|apps|organizations|groups)\/[^/]+$/, "There are no custom methods."],
  [/^\/unified\/mdm\/[^/]+/, "The unified resources are devices, users, apps, organizations and groups."],
  [/^\/unified\/[^/]+/, "The only unified model is mdm."],
];

/** What to use instead of a path that only the reference API has. */
export function adviceFor(path: string): string | undefined {
  return REPLACEMENTS.find(([pattern]) => pattern.test(path))?.[1];
}
