import { describeVendor } from "@mdmkit/unified/vendor";

/** Fleet for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "fleet",
  name: "Fleet",
  credentials: [
    { what: "a token", needs: ["token", "baseUrl"] },
    { what: "a user who logs in with a password", needs: ["email", "password", "baseUrl"] },
  ],
  options: {
    token: {
      secret: true,
      description: "Token of an API-only user, or of a session",
      example: "made-up-token",
    },
    email: {
      description: "Email address of a user without single sign-on and second factor",
      example: "api@example.com",
    },
    password: {
      secret: true,
      description: "Password of that user",
      example: "made-up-password",
    },
    baseUrl: {
      kind: "url",
      description: "Address of the server, without a path",
      example: "https://fleet.example.com",
    },
  },
  open: async (options) => (await import("./index.ts")).fleet(options),
});
