import type { IForbiddenRuleType } from "dependency-cruiser";

type Condition = { readonly from: object; readonly to: object };
type Rule = IForbiddenRuleType & { readonly name: string; readonly comment: string };

/** Which file and folder may import which. `vendors` are the ids of all vendors, as in `specs/`. */
export function structureRules(vendors: readonly string[]): Rule[] {
  const ids = vendors.join("|");
  return [
    rule(
      "no-circles",
      "Files must not import each other in a circle. Move what they share into a file of its own.",
      {
        from: {},
        to: { circular: true },
      },
    ),
    {
      ...rule(
        "folders-one-way",
        "Folders must not import each other. Move what both need into one of them.",
        {
          from: { path: "^(packages|tools)/[^/]+/src/" },
          to: { circular: true },
        },
      ),
      scope: "folder",
    },
    layer("runtime", "(?!runtime/)"),
    layer(`(${ids})`, "(?!$1/|runtime/)"),
    layer("unified", "(mcp|gateway|cli)/"),
    layer("mcp", "(gateway|cli)/"),
    layer("gateway", "cli/"),
    layer("sandbox", "(unified|mcp|gateway|cli)/"),
    rule("packages-without-tools", "A package must not import a tool.", {
      from: { path: "^packages/" },
      to: { path: "^tools/" },
    }),
    rule("vendors-apart", "A vendor must not import another vendor. Move what both need into shared code.", {
      from: { path: `^packages/([^/]+)/src/vendors/(${ids})/` },
      to: { path: `^packages/$1/src/vendors/(${ids})/`, pathNot: "^packages/$1/src/vendors/$2/" },
    }),
    rule(
      "vendor-seam",
      "A vendor must import shared code from @mdmkit/unified/vendor, as a vendor outside of this repository does.",
      {
        from: { path: `^packages/unified/src/vendors/(${ids})/` },
        to: { path: "^packages/unified/src/", pathNot: "^packages/unified/src/(vendors/$1/|vendor\\.ts$)" },
      },
    ),
    rule("no-vendor-in-shared-code", "Code for all vendors must not import a single vendor.", {
      from: { path: "^packages/(unified|sandbox)/src/(?!vendors/|generated/)" },
      to: { path: `^packages/[^/]+/src/vendors/(${ids})/` },
    }),
  ];
}

function rule(name: string, comment: string, condition: Condition): Rule {
  return { name, comment, severity: "error", ...condition } as Rule;
}

/** A package, and which of the others it must not import. */
function layer(from: string, to: string): Rule {
  return rule("layers", "Imports between packages must point one way, see ARCHITECTURE.md.", {
    from: { path: `^packages/${from}/src/` },
    to: { path: `^packages/${to}` },
  });
}
