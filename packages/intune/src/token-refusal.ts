import type { ErrorEnvelope, TokenRefusal } from "@mdmkit/runtime";

/** What Microsoft Entra ID says in its message, by the number of its error; another one is about the secret. */
const REFUSALS: Readonly<Record<string, TokenRefusal>> = {
  AADSTS90002: {
    problem: "the tenant was not found",
    advice: "Check `tenantId`, and that `cloud` is the one that the tenant is in.",
  },
  AADSTS700016: {
    problem: "the app was not found in the tenant",
    advice:
      "Check `clientId` and `tenantId`, and that an administrator of the tenant has consented to the app.",
  },
};

/** Why a token was refused, for the refusals that are not about the secret. */
export function explainRefusal({ vendorMessage = "" }: ErrorEnvelope): TokenRefusal | undefined {
  const [number = ""] = /^AADSTS\d+/.exec(vendorMessage) ?? [];
  return REFUSALS[number];
}
