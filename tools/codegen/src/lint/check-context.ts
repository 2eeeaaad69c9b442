import type { DocumentNode } from "../read/openapi-nodes.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";

/** Where a check of a document reports problems, and the nodes of the document, if they are found already. */
export type CheckContext = {
  readonly locate: Locate;
  readonly problems: ProblemList;
  readonly nodes?: readonly DocumentNode[];
};
