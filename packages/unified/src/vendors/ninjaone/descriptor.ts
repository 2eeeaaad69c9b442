import type { NinjaOneRegion } from "@mdmkit/ninjaone";
import { describeVendor } from "@mdmkit/unified/vendor";

/** NinjaOne for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "ninjaone",
  name: "NinjaOne",
  credentials: [
    {
      what: "an API application, at a base URL",
      needs: ["clientId", "clientSecret", "baseUrl"],
      takes: ["scope"],
    },
    {
      what: "an API application, in a region",
      needs: ["clientId", "clientSecret", "region"],
      takes: ["scope"],
    },
    { what: "a token, at a base URL", needs: ["token", "baseUrl"] },
    { what: "a token, in a region", needs: ["token", "region"] },
  ],
  options: {
    clientId: {
      description: "Client id of an API application with the grant client credentials",
      example: "made-up-client-id",
    },
    clientSecret: {
      secret: true,
      description: "Client secret of that application",
      example: "made-up-secret",
    },
    scope: {
      description:
        "Scopes that the application has, with blanks between them (default: monitoring, which reads)",
      example: "monitoring management control",
    },
    token: {
      secret: true,
      description: "Access token instead of an application; it ends after an hour and is not renewed",
      example: "made-up-token",
    },
    region: {
      choices: ["us", "us2", "eu", "ca", "oc", "fed"] satisfies readonly NinjaOneRegion[],
      description: "Region that hosts the tenant",
      example: "eu",
    },
    baseUrl: {
      kind: "url",
      description: "Address of a tenant with a host of its own instead of a region, without a path",
      example: "https://app.ninjarmm.com",
    },
  },
  open: async (options) => (await import("./index.ts")).ninjaone(options),
});
