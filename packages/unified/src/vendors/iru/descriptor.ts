import type { IruRegion } from "@mdmkit/iru";
import { describeVendor } from "@mdmkit/unified/vendor";

/** Iru for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "iru",
  name: "Iru",
  credentials: [
    { what: "an API token, at a base URL", needs: ["token", "baseUrl"] },
    { what: "an API token, of a tenant", needs: ["token", "subdomain"], takes: ["region"] },
  ],
  options: {
    token: {
      secret: true,
      description: "API token of the console, allowed the endpoints that are used",
      example: "made-up-token",
    },
    subdomain: {
      description: "First part of the tenant's API URL",
      example: "acme",
    },
    region: {
      choices: ["us", "eu"] satisfies readonly IruRegion[],
      description: "Region that hosts the tenant (default: us)",
      example: "eu",
    },
    baseUrl: {
      kind: "url",
      description: "API URL of the tenant as the console shows it, instead of subdomain and region",
      example: "https://acme.api.kandji.io",
    },
  },
  open: async (options) => (await import("./index.ts")).iru(options),
});
