import { describe, expect, it } from "vitest";
import { normalizeBaseUrl } from "./base-url.ts";

describe("a base URL", () => {
  it.each([
    ["https://mdm.example.com", "https://mdm.example.com"],
    ["https://mdm.example.com/", "https://mdm.example.com"],
    ["HTTPS://MDM.Example.com//", "https://mdm.example.com"],
    ["https://mdm.example.com:443", "https://mdm.example.com"],
    ["http://mdm.example.com:80/", "http://mdm.example.com"],
    ["https://mdm.example.com:8443/Proxy/", "https://mdm.example.com:8443/Proxy"],
  ])("%s is written as %s", (given, expected) => {
    expect(normalizeBaseUrl(given, { vendor: "acme" })).toBe(expected);
  });

  it.each([
    ["https://mdm.example.com/api", "https://mdm.example.com"],
    ["https://mdm.example.com/API/", "https://mdm.example.com"],
    ["https://mdm.example.com/proxy/api/v1/", "https://mdm.example.com/proxy"],
    ["https://mdm.example.com/papi", "https://mdm.example.com/papi"],
  ])("that ends in a path of the API, as %s does, is %s", (given, expected) => {
    const apiPaths = ["/api/v1", "/api"];
    expect(normalizeBaseUrl(given, { vendor: "acme", apiPaths })).toBe(expected);
  });

  it.each(["", "mdm.example.com", "ftp://mdm.example.com", "https://a@mdm.example.com", "https://x?y"])(
    "%j is refused",
    (given) => {
      expect(() => normalizeBaseUrl(given, { vendor: "acme" })).toThrow(/^\[acme\] `baseUrl` must be/);
    },
  );
});
