import { describeVendor } from "@mdmkit/unified/vendor";

/** Applivery for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "applivery",
  name: "Applivery",
  credentials: [{ what: "a service account", needs: ["token", "organizationId"] }],
  options: [
    {
      name: "token",
      env: "APPLIVERY_TOKEN",
      secret: true,
      description: "Token of a service account of the workspace, not of an app",
      example: "made-up-token",
    },
    {
      name: "organizationId",
      env: "APPLIVERY_ORGANIZATION_ID",
      description: "Id or slug of the workspace",
      example: "5f0000000000000000000000",
    },
    {
      name: "baseUrl",
      env: "APPLIVERY_BASE_URL",
      kind: "url",
      description: "Another host, without the path",
      example: "https://api.applivery.io",
    },
  ],
  async open(options) {
    const { applivery } = await import("./index.ts");
    return applivery(options);
  },
});
