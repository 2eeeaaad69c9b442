/**
 * The syntax of types, as far as openapi-typescript and this tool write it, with the names of TypeScript's nodes and their kinds.
 * They are plain objects: TypeScript's own take ten times the memory, and half a second to load.
 */
export type TypeNode =
  | Keyword
  | Identifier
  | LiteralType
  | ArrayType
  | TupleType
  | OptionalType
  | RestType
  | Composition
  | TypeOperator
  | IndexedAccess
  | TypeReference
  | TypeLiteral
  | PrintedType;

export type Statement = InterfaceDeclaration | TypeAlias | PrintedStatement;

export type Member = PropertySignature | IndexSignature;

/** The words and signs of these kinds. */
export const WORDS = {
  BooleanKeyword: "boolean",
  NeverKeyword: "never",
  NumberKeyword: "number",
  StringKeyword: "string",
  UndefinedKeyword: "undefined",
  UnknownKeyword: "unknown",
  NullKeyword: "null",
  TrueKeyword: "true",
  FalseKeyword: "false",
  ExportKeyword: "export",
  ReadonlyKeyword: "readonly",
  QuestionToken: "?",
  MinusToken: "-",
} as const;

export type Keyword = { readonly kind: keyof typeof WORDS };
export type Identifier = { readonly kind: "Identifier"; readonly text: string; readonly escapedText: string };
export type Literal = { readonly kind: "StringLiteral" | "NumericLiteral"; readonly text: string };
export type NegativeNumber = { readonly kind: "PrefixUnaryExpression"; readonly operand: Literal };
export type LiteralType = {
  readonly kind: "LiteralType";
  readonly literal: Literal | NegativeNumber | Keyword;
};
type ArrayType = { readonly kind: "ArrayType"; readonly elementType: TypeNode };
type TupleType = { readonly kind: "TupleType"; readonly elements: readonly TypeNode[] };
type OptionalType = { readonly kind: "OptionalType"; readonly type: TypeNode };
type RestType = { readonly kind: "RestType"; readonly type: TypeNode };
export type Composition = {
  readonly kind: "UnionType" | "IntersectionType";
  readonly types: readonly TypeNode[];
};
type TypeOperator = { readonly kind: "TypeOperator"; readonly type: TypeNode };
type IndexedAccess = {
  readonly kind: "IndexedAccessType";
  readonly objectType: TypeNode;
  readonly indexType: TypeNode;
};
export type TypeReference = {
  readonly kind: "TypeReference";
  readonly typeName: Identifier;
  readonly typeArguments: readonly TypeNode[];
};
export type TypeLiteral = {
  readonly kind: "TypeLiteral";
  readonly members: readonly Member[];
  readonly isOnOneLine?: boolean;
};
/** A type that is text already, without indentation of its own. */
type PrintedType = { readonly kind: "PrintedType"; readonly printed: string };

export type PropertySignature = {
  readonly kind: "PropertySignature";
  readonly modifiers: readonly Keyword[];
  readonly name: Identifier | Literal;
  readonly questionToken: Keyword | undefined;
  readonly type: TypeNode;
  /** The text between `/*` and its end. */
  comment?: string;
};
type IndexSignature = {
  readonly kind: "IndexSignature";
  readonly modifiers: readonly Keyword[];
  readonly parameters: readonly Parameter[];
  readonly type: TypeNode;
};
export type Parameter = { readonly kind: "Parameter"; readonly name: Identifier; readonly type: TypeNode };

export type InterfaceDeclaration = {
  readonly kind: "InterfaceDeclaration";
  readonly modifiers: readonly Keyword[];
  readonly name: Identifier;
  readonly members: readonly Member[];
};
export type TypeAlias = {
  readonly kind: "TypeAliasDeclaration";
  readonly modifiers: readonly Keyword[];
  readonly name: Identifier;
  readonly type: TypeNode;
};
/** A statement that is text already. */
type PrintedStatement = {
  readonly kind: "PrintedStatement";
  readonly name: Identifier;
  readonly printed: string;
};
