import { describe, expect, it } from "vitest";
import { openIvantiNeurons } from "./fixtures/calls.ts";

describe("credentials", () => {
  it("are a name and a password, or a token", async () => {
    const { sandbox, call } = openIvantiNeurons();
    const { username, password } = sandbox.credentials;
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    expect(await call("/metadata/tenant", { headers: { authorization } })).toMatchObject({ status: 200 });
    expect(await call("/metadata/tenant")).toMatchObject({ status: 200 });
  });
});
