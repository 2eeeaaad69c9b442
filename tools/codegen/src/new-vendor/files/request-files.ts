import { stringify } from "yaml";
import { foldersOf } from "../../workspace/layout.ts";
import type { DeviceGuess } from "../plan/guess-devices.ts";
import type { Files, Plan } from "../plan/plan.ts";

/** What the tests over all vendors need of this one, and a first case of a request and of a response. */
export function requestFiles(plan: Plan): Files {
  const { adapter, sandbox } = foldersOf(plan.layout, plan.names.id);
  if (plan.layout === "standalone") return {};
  const { devices, probe } = plan;
  return {
    [`${sandbox}/fixtures/requests.ts`]: requests(plan),
    ...(!probe.path.includes("{") && {
      [`${sandbox}/fixtures/client-requests/no-credentials.yaml`]: clientRequest(plan),
    }),
    ...(devices?.isEmptyKnown && {
      [`${adapter}/fixtures/recorded-responses/no-devices.yaml`]: recordedResponse(plan, devices),
    }),
  };
}

function requests({ names: { id, product } }: Plan): string {
  return `import * as document from "@mdmkit/${id}/schemas";
import { createSandbox } from "../../../create-sandbox.ts";
import type { RequestOptions, VendorRequests } from "../../../fixtures/valid-request.ts";

/** What every operation of ${product} is sent, where the first records and the smallest body do not do. */
export function openRequests(options: RequestOptions = {}): VendorRequests {
  const sandbox = createSandbox(${JSON.stringify(id)}, { devices: 20, users: 10, ...options });
  const { headers } = sandbox.state;
  return { document, sandbox, credentials: () => headers(), sent: {} };
}
`;
}

function clientRequest({ names: { id }, basePath, probe }: Plan): string {
  return stringify({
    source: `specs/${id}`,
    confidence: "inferred",
    about: "A request without credentials is refused.",
    steps: [
      { send: { request: `GET ${basePath}${probe.path}`, credentials: "none" }, expect: { status: 401 } },
    ],
  });
}

function recordedResponse({ names: { id } }: Plan, { list, items, paging }: DeviceGuess): string {
  const total = paging?.total === undefined ? {} : { [paging.total]: 0 };
  return stringify({
    source: `specs/${id}`,
    confidence: "inferred",
    about: "An account without devices.",
    responses: [{ operation: list, body: items === undefined ? [] : { [items]: [], ...total } }],
    read: { resource: "devices" },
    report: { complete: true },
    records: [],
  });
}
