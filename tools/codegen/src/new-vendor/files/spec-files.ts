import { Document, parseDocument } from "yaml";
import { COMMAND } from "../../workspace/find-package.ts";
import { annotationOf } from "../plan/guess-paging.ts";
import type { Files, Plan } from "../plan/plan.ts";

/** The overlay, and `source.yaml` of the pull with the guesses. */
export function specFiles(plan: Plan, source: string): Files {
  const { id } = plan.names;
  return {
    [`specs/${id}/overlay.yaml`]: overlay(plan),
    [`specs/${id}/source.yaml`]: withGuesses(plan, source),
  };
}

function overlay({ names, devices }: Plan): string {
  const { id, product, type } = names;
  const paging = devices && {
    target: `$.paths['${devices.path.replaceAll("'", "\\'")}'].get`,
    description: "Guessed from the names of parameters and properties. Confirm with a call.",
    update: { "x-mdmkit-pagination": annotationOf(devices.paging, devices.items) },
  };
  const naming = {
    target: "$",
    description: "Vendor id and product name.",
    update: { "x-mdmkit-vendor": id, "x-mdmkit-name": type },
  };
  const document = new Document({
    overlay: "1.0.0",
    info: { title: `${product} corrections and mdmkit annotations`, version: "1.0.0" },
    extends: "upstream.json",
    actions: [naming, ...(paging ? [paging] : [])],
  });
  return document.toString({ lineWidth: 120 });
}

const HEAD = ` A draft: \`${COMMAND} vendor-status ${"{id}"}\` lists the open points. Delete a guess once it is confirmed, and \`status\` when no point is open.`;

function withGuesses({ names, guesses }: Plan, source: string): string {
  const document = parseDocument(source);
  document.set("status", "draft");
  const node = document.createNode(guesses);
  node.commentBefore = HEAD.replace("{id}", names.id);
  document.set("guesses", node);
  return document.toString({ lineWidth: 120 });
}
