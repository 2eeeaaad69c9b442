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
  options: [
    {
      name: "token",
      env: "IRU_TOKEN",
      secret: true,
      description: "API token of the console, allowed the endpoints that are used",
      example: "made-up-token",
    },
    {
      name: "subdomain",
      env: "IRU_SUBDOMAIN",
      description: "First part of the tenant's API URL",
      example: "acme",
    },
    {
      name: "region",
      env: "IRU_REGION",
      choices: ["us", "eu"] satisfies readonly IruRegion[],
      description: "Region that hosts the tenant (default: us)",
      example: "eu",
    },
    {
      name: "baseUrl",
      env: "IRU_BASE_URL",
      kind: "url",
      description: "API URL of the tenant as the console shows it, instead of subdomain and region",
      example: "https://acme.api.kandji.io",
    },
  ],
  async open(options) {
    const { iru } = await import("./index.ts");
    return iru(options);
  },
});
