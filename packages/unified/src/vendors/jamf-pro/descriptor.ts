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
  options: {
    baseUrl: {
      kind: "url",
      description: "Address of the server, without a path",
      example: "https://example.jamfcloud.com",
    },
    clientId: {
      description: "Client id of an API client, from API Roles and Clients in the settings",
      example: "00000000-0000-0000-0000-000000000000",
    },
    clientSecret: {
      secret: true,
      description: "Client secret of that API client",
      example: "made-up-secret",
    },
    username: {
      description: "Name of a Jamf Pro user account",
      example: "api-reader",
    },
    password: {
      secret: true,
      description: "Password of that user account",
      example: "made-up-password",
    },
    token: {
      secret: true,
      description: "Bearer token; it expires within an hour and is not renewed",
      example: "made-up-token",
    },
  },
  open: async (options) => (await import("./index.ts")).jamfPro(options),
});
