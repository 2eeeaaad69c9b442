import { describe, expect, it, test } from "vitest";
import { clientRequestsOf, type Step } from "./fixtures/client-request.ts";
import { REQUESTS } from "./fixtures/every-vendor.ts";
import type { VendorRequests } from "./fixtures/valid-request.ts";

type Kept = Record<string, string>;

describe.each(REQUESTS)("requests as clients of %s send them", (vendor, open) => {
  const cases = clientRequestsOf(vendor);

  it("are there", () => expect(cases).not.toEqual([]));

  test.each(cases)("$vendor/fixtures/client-requests/$file", async ({ steps }) => {
    const requests = open();
    const kept: Kept = { ...requests.sandbox.credentials };
    for (const step of steps) await take(step, { requests, kept });
    expect(requests.sandbox.violations.filter(({ kind }) => kind !== "request")).toEqual([]);
  });
});

async function take(step: Step, { requests, kept }: { requests: VendorRequests; kept: Kept }) {
  const { send, expect: expected, keep = {} } = filled(step, kept);
  const request = requestOf(send, requests);
  const response = await requests.sandbox.fetch(request);
  const at = `${request.method} ${request.url}`;
  const text = await response.text();
  const body = jsonOf(text);
  expect(response.status, `${at}: status of ${text.slice(0, 300)}`).toBe(expected.status);
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    expect({ [name]: response.headers.get(name) }, at).toEqual({ [name]: value });
  }
  if (expected.body) expect(body, at).toMatchObject(expected.body);
  if (expected.text) expect(text, at).toContain(expected.text);
  if (expected.rows) expectRows(body, { ...expected.rows, request: at });
  for (const [name, path] of Object.entries(keep)) {
    const value = valueIn(body, path);
    expect(value ?? undefined, `${at}: ${path} of the response, kept as ${name}`).toBeDefined();
    kept[name] = String(value);
  }
}

type ExpectedRows = NonNullable<Step["expect"]["rows"]> & { request: string };

function expectRows(body: unknown, { at, count, each = {}, request }: ExpectedRows) {
  const found = at === undefined ? body : valueIn(body, at);
  const rows: unknown[] = Array.isArray(found) ? found : [];
  const where = `${request}: records at ${at ?? "the top"}`;
  if (count === undefined) expect(rows.length, where).toBeGreaterThan(0);
  else expect(rows.length, where).toBe(count);
  for (const [index, row] of rows.entries()) expect(row, `${where}, ${index}`).toMatchObject(each);
}

/** The step with `{name}` replaced by what is kept under that name. */
function filled(step: Step, kept: Kept): Step {
  const fill = (_: string, value: unknown) =>
    typeof value === "string"
      ? value.replace(/\{(\w+)\}/g, (whole, name: string) => kept[name] ?? whole)
      : value;
  return JSON.parse(JSON.stringify(step), fill);
}

function requestOf({ request, credentials = "", ...send }: Step["send"], requests: VendorRequests): Request {
  const { json, form, text } = send;
  const [method = "GET", path = "/"] = request.split(/ (.*)/);
  const headers = new Headers(credentials === "none" ? {} : requests.credentials(credentials));
  if (json !== undefined) headers.set("content-type", "application/json");
  for (const [name, value] of Object.entries(send.headers ?? {})) headers.set(name, value);
  const body = json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form) : text;
  return new Request(new URL(path, requests.sandbox.baseUrl), {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
}

/** Reads `results.0.id`. */
function valueIn(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => Reflect.get(Object(value), key), body);
}

function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
