import { describeVendor } from "@mdmkit/unified/vendor";

/** Fleet for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "fleet",
  name: "Fleet",
  credentials: [
    { what: "a token", needs: ["token", "baseUrl"] },
    { what: "a user who logs in with a password", needs: ["email", "password", "baseUrl"] },
  ],
  options: [
    {
      name: "token",
      env: "FLEET_TOKEN",
      secret: true,
      description: "Token of an API-only user, or of a session",
      example: "made-up-token",
    },
    {
      name: "email",
      env: "FLEET_EMAIL",
      description: "Email address of a user without single sign-on and second factor",
      example: "api@example.com",
    },
    {
      name: "password",
      env: "FLEET_PASSWORD",
      secret: true,
      description: "Password of that user",
      example: "made-up-password",
    },
    {
      name: "baseUrl",
      env: "FLEET_BASE_URL",
      kind: "url",
      description: "Address of the server, without a path",
      example: "https://fleet.example.com",
    },
  ],
  async open(options) {
    const { fleet } = await import("./index.ts");
    return fleet(options);
  },
});
