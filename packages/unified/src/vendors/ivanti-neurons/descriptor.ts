import type { IvantiNeuronsCluster } from "@mdmkit/ivanti-neurons";
import { describeVendor } from "@mdmkit/unified/vendor";

/** Ivanti Neurons for MDM for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "ivanti-neurons",
  name: "Ivanti Neurons for MDM",
  credentials: [
    { what: "an administrator, at a base URL", needs: ["username", "password", "baseUrl"] },
    { what: "an administrator, on a cluster", needs: ["username", "password", "cluster"] },
    { what: "a token, at a base URL", needs: ["token", "baseUrl"] },
    { what: "a token, on a cluster", needs: ["token", "cluster"] },
  ],
  options: {
    username: {
      description: "User name of an administrator who signs in without a PIN",
      example: "api.admin@example.com",
    },
    password: {
      secret: true,
      description: "Password of that administrator",
      example: "made-up-password",
    },
    token: {
      secret: true,
      description: "OpenID Connect access token instead of name and password; it is not renewed",
      example: "made-up-token",
    },
    cluster: {
      choices: ["na1", "na2", "na3", "eu1", "ap1", "ap2"] satisfies readonly IvantiNeuronsCluster[],
      description: "Cluster that hosts the tenant",
      example: "eu1",
    },
    baseUrl: {
      kind: "url",
      description: "Address of the tenant's console instead of a cluster, without a path",
      example: "https://na1.mobileiron.com",
    },
    deviceSpaceId: {
      description: "Device space to list (default: all)",
      example: "23001",
    },
  },
  open: async (options) => (await import("./index.ts")).ivantiNeurons(options),
});
