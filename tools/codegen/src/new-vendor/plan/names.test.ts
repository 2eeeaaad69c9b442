import { expect, it } from "vitest";
import { namesOf } from "./names.ts";

it.each([
  ["acme-mdm", "Acme MDM", "AcmeMdm", "acmeMdm", "ACME_MDM"],
  ["jumpcloud", "JumpCloud", "JumpCloud", "jumpcloud", "JUMPCLOUD"],
  ["ninja-one", undefined, "NinjaOne", "ninjaOne", "NINJA_ONE"],
  ["one-password", "1Password", "OnePassword", "onePassword", "ONE_PASSWORD"],
  ["umlaut", "Über", "Umlaut", "umlaut", "UMLAUT"],
  ["uber", "Über", "Uber", "uber", "UBER"],
  ["intune", "Microsoft Intune", "Intune", "intune", "INTUNE"],
  ["ivanti-neurons", "Ivanti Neurons for MDM", "IvantiNeurons", "ivantiNeurons", "IVANTI_NEURONS"],
  ["acme", "Something Else", "Acme", "acme", "ACME"],
  ["x2go", "X 2 Go!", "X2Go", "x2go", "X2GO"],
])("derives the names of %s with the product name %s", (id, product, type, factory, env) => {
  expect(namesOf(id, product)).toMatchObject({ id, type, factory, env });
});
