import { expect, it } from "vitest";
import { client, failure, fastClock, json, type Seen, scripted } from "../fixtures/vendor.ts";
import { type DeviceCode, deviceAuthorization } from "./device-authorization.ts";

const DEVICE_URL = "https://login.example.com/device";
const TOKEN_URL = "https://login.example.com/token";
const byId = { path: { id: "1" } };
const pending = () => json({ error: "authorization_pending" }, { status: 400 });

/** A vendor that responds to token requests with these, in order. */
function vendor(...responses: readonly (() => Response)[]) {
  const waits: number[] = [];
  const codes: DeviceCode[] = [];
  const forms: (string | undefined)[] = [];
  const left = [...responses];
  const clock = fastClock();
  const { fetch } = scripted((seen: Seen) => {
    if (seen.url === DEVICE_URL)
      return json({
        device_code: "d",
        user_code: "AB-CD",
        verification_uri: "https://v.example",
        interval: 2,
      });
    if (seen.url !== TOKEN_URL) return json({ id: 1 });
    forms.push(seen.body);
    return left.shift()?.() ?? pending();
  });
  const auth = deviceAuthorization({
    deviceAuthorizationUrl: DEVICE_URL,
    tokenUrl: TOKEN_URL,
    clientId: "id",
    scope: "read",
    onCode: (code) => void codes.push(code),
    now: clock.now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      await clock.wait(milliseconds);
    },
  });
  return { acme: client({ ...clock, fetch, auth, timeoutMs: 1e7 }), waits, codes, forms, clock };
}

it("waits for the sign-in, as slowly as the vendor wants", async () => {
  const slow = () => json({ error: "slow_down" }, { status: 400 });
  const { acme, waits, codes, forms } = vendor(pending, slow, () => json({ access_token: "t" }));
  await Promise.all([acme.get(byId), acme.get(byId)]);
  expect(waits).toEqual([2000, 2000, 7000]);
  expect(codes).toEqual([
    {
      userCode: "AB-CD",
      verificationUri: "https://v.example",
      verificationUriComplete: undefined,
      expiresInSeconds: 3600,
    },
  ]);
  expect(new URLSearchParams(forms[0]).get("grant_type")).toBe(
    "urn:ietf:params:oauth:grant-type:device_code",
  );
});

it("renews the token without another sign-in where the vendor gives a refresh token", async () => {
  const first = () => json({ access_token: "t1", refresh_token: "r", expires_in: 100 });
  const { acme, codes, forms, clock } = vendor(first, () => json({ access_token: "t2" }));
  await acme.get(byId);
  await clock.wait(100_000);
  await acme.get(byId);
  expect([codes.length, new URLSearchParams(forms[1]).get("refresh_token")]).toEqual([1, "r"]);
});

it.each([
  ["access_denied", "the sign-in was denied"],
  ["expired_token", "the code expired before the sign-in"],
  ["invalid_client", "the vendor rejected the sign-in"],
])("throws an AuthenticationError on %s", async (code, problem) => {
  const { acme } = vendor(() => json({ error: code }, { status: 400 }));
  const error = await failure(acme.get(byId));
  expect([error.code, error.message]).toEqual(["authentication", expect.stringContaining(problem)]);
});

it("gives up when the code has expired", async () => {
  const { acme } = vendor();
  expect(await failure(acme.get(byId))).toMatchObject({ vendorCode: "expired_token" });
});
