import { factory } from "./factory.ts";
import { type PropertySignature, type Statement, type TypeNode, WORDS } from "./nodes.ts";

type Node = TypeNode | Statement | PropertySignature;

const COMMENT = "MultiLineCommentTrivia";
const kinds = Object.keys(WORDS).map((kind) => [kind, kind] as const);

/**
 * What openapi-typescript imports as `typescript`, with the nodes of this folder. It lacks the functions for options that are not
 * used here, such as `enum`, so setting one would fail.
 */
export default {
  factory,
  SyntaxKind: { ...Object.fromEntries(kinds), [COMMENT]: COMMENT },
  addSyntheticLeadingComment(
    node: PropertySignature,
    _kind: typeof COMMENT,
    text: string,
  ): PropertySignature {
    node.comment = text;
    return node;
  },
  isArrayTypeNode: ({ kind }: Node) => kind === "ArrayType",
  isTupleTypeNode: ({ kind }: Node) => kind === "TupleType",
  isInterfaceDeclaration: ({ kind }: Node) => kind === "InterfaceDeclaration",
  isTypeAliasDeclaration: ({ kind }: Node) => kind === "TypeAliasDeclaration",
  isTypeNode: ({ kind }: Node) => kind !== "TypeAliasDeclaration" && kind !== "InterfaceDeclaration",
};
