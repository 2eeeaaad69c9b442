import { expect, test } from "vitest";
import { describeVendor, exampleValues } from "./vendor-descriptor.ts";
import { checkValues, explainProblem } from "./vendor-values.ts";

const opened: object[] = [];

const descriptor = describeVendor({
  id: "acme",
  name: "Acme",
  credentials: [
    { what: "an API key", needs: ["apiKey"] },
    { what: "a service account", needs: ["clientId", "clientSecret"], takes: ["tokenUrl"] },
  ],
  options: {
    apiKey: { secret: true, description: "", example: "key" },
    clientId: { description: "", example: "id" },
    clientSecret: { secret: true, description: "", example: "secret" },
    tokenUrl: { kind: "url", description: "", example: "https://example.com/token" },
    region: { choices: ["us", "eu"], description: "", example: "eu" },
    baseUrl: { kind: "url", description: "", example: "https://example.com" },
  },
  open(options) {
    // Whichever scheme was chosen, the compiler knows the region's choices and that the other scheme's values are not there.
    const region: "us" | "eu" | undefined = options.region;
    if (options.apiKey === undefined) void (options.clientSecret satisfies string);
    else void (options.clientSecret satisfies undefined);
    opened.push({ ...options, region });
    return Promise.reject(new Error("not opened in these tests"));
  },
});

const explained = (values: Record<string, string>) =>
  checkValues(descriptor, values).map((problem) => explainProblem(problem, ({ env }) => env));

const openedWith = async (values: Record<string, string>): Promise<object | undefined> => {
  await expect(descriptor.create(values)).rejects.toThrow("not opened");
  return opened.at(-1);
};

test("either scheme suffices", () => {
  expect(explained({ apiKey: "k" })).toEqual([]);
  expect(explained({ clientId: "i", clientSecret: "s" })).toEqual([]);
});

test("nothing given: every scheme is named", () => {
  expect(explained({})).toEqual([
    "Set ACME_API_KEY (an API key), or ACME_CLIENT_ID and ACME_CLIENT_SECRET (a service account).",
  ]);
});

test("a scheme begun: only what it lacks is named", () => {
  expect(explained({ clientId: "i", apiKey: " " })).toEqual(["Set ACME_CLIENT_SECRET (a service account)."]);
});

test.each([
  [{ region: "mars" }, "ACME_REGION must be one of us, eu."],
  [
    { baseUrl: "http://s3cret.example.com" },
    "ACME_BASE_URL must be an https URL without user name and password.",
  ],
  [{ baseUrl: "https://user:s3cret@example.com" }, "ACME_BASE_URL must be an https URL"],
  [{ baseUrl: "s3cret" }, "ACME_BASE_URL must be an https URL"],
  [{ apikey: "s3cret" }, "Unknown option `apikey`."],
])("%j is refused without being repeated", (values, text) => {
  const [problem = ""] = explained({ apiKey: "k", ...values });
  expect(problem).toContain(text);
  expect(problem).not.toContain("s3cret");
});

test.each(["http://127.0.0.1:8080/api", "http://localhost", "http://[::1]:1", "https://example.com"])(
  "%s may get credentials",
  (baseUrl) => {
    expect(explained({ apiKey: "k", baseUrl })).toEqual([]);
  },
);

test("of several complete schemes the first is used and the values of the others are left out", async () => {
  const all = {
    apiKey: "k",
    clientId: "i",
    clientSecret: "s",
    tokenUrl: "https://example.com/token",
    region: "eu",
  };
  expect(await openedWith(all)).toEqual({ apiKey: "k", region: "eu" });
});

test("values are trimmed, blank ones are left out", async () => {
  expect(await openedWith({ apiKey: " k\n", region: "" })).toEqual({ apiKey: "k", region: undefined });
});

test("create refuses what does not suffice before it opens anything", async () => {
  const before = opened.length;
  await expect(descriptor.create({ clientId: "i" })).rejects.toMatchObject({
    code: "invalid-input",
    message: "[acme] Set `clientSecret` (a service account).",
  });
  expect(opened).toHaveLength(before);
});

test("the examples suffice", () => {
  expect(checkValues(descriptor, exampleValues(descriptor))).toEqual([]);
});
