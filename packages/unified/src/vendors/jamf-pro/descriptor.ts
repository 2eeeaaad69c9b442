import { describeVendor } from "@mdmkit/unified/vendor";

/** Jamf Pro for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "jamf-pro",
  name: "Jamf Pro",
  credentials: [
    { what: "an API client", needs: ["baseUrl", "clientId", "clientSecret"] },
    { what: "a user account", needs: ["baseUrl", "username", "password"] },
    { what: "a token that is renewed elsewhere", needs: ["baseUrl", "token"] },
  ],
  options: [
    {
      name: "baseUrl",
      env: "JAMF_PRO_BASE_URL",
      kind: "url",
      description: "Address of the server, without a path",
      example: "https://example.jamfcloud.com",
    },
    {
      name: "clientId",
      env: "JAMF_PRO_CLIENT_ID",
      description: "Client id of an API client, from API Roles and Clients in the settings",
      example: "00000000-0000-0000-0000-000000000000",
    },
    {
      name: "clientSecret",
      env: "JAMF_PRO_CLIENT_SECRET",
      secret: true,
      description: "Client secret of that API client",
      example: "made-up-secret",
    },
    {
      name: "username",
      env: "JAMF_PRO_USERNAME",
      description: "Name of a Jamf Pro user account",
      example: "api-reader",
    },
    {
      name: "password",
      env: "JAMF_PRO_PASSWORD",
      secret: true,
      description: "Password of that user account",
      example: "made-up-password",
    },
    {
      name: "token",
      env: "JAMF_PRO_TOKEN",
      secret: true,
      description: "Bearer token; it expires within an hour and is not renewed",
      example: "made-up-token",
    },
  ],
  async open(options) {
    const { jamfPro } = await import("./index.ts");
    return jamfPro(options);
  },
});
