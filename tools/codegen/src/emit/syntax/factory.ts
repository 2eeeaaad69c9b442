import type {
  Composition,
  Identifier,
  InterfaceDeclaration,
  Keyword,
  Literal,
  LiteralType,
  Member,
  NegativeNumber,
  Parameter,
  PropertySignature,
  TypeAlias,
  TypeLiteral,
  TypeNode,
  TypeReference,
} from "./nodes.ts";

type Modifiers = readonly Keyword[] | undefined;

function named(name: string | Identifier): Identifier {
  return typeof name === "string" ? createIdentifier(name) : name;
}

function createIdentifier(text: string): Identifier {
  return { kind: "Identifier", text, escapedText: text };
}

function createToken(kind: Keyword["kind"]): Keyword {
  return { kind };
}

function composition(kind: Composition["kind"]): (types: readonly TypeNode[]) => Composition {
  return (types) => ({ kind, types });
}

/** The functions of TypeScript's factory, with its parameters, that openapi-typescript and this tool call. */
export const factory = {
  createIdentifier,
  createToken,
  createModifier: createToken,
  createKeywordTypeNode: createToken,
  createTrue: () => createToken("TrueKeyword"),
  createFalse: () => createToken("FalseKeyword"),
  createNull: () => createToken("NullKeyword"),
  createNodeArray: <T>(nodes: readonly T[]) => nodes,
  createStringLiteral: (text: string): Literal => ({ kind: "StringLiteral", text }),
  createNumericLiteral: (value: string | number): Literal => ({
    kind: "NumericLiteral",
    text: String(value),
  }),
  createPrefixUnaryExpression: (_minus: unknown, operand: Literal): NegativeNumber => ({
    kind: "PrefixUnaryExpression",
    operand,
  }),
  createLiteralTypeNode: (literal: LiteralType["literal"]): LiteralType => ({ kind: "LiteralType", literal }),
  createArrayTypeNode: (elementType: TypeNode): TypeNode => ({ kind: "ArrayType", elementType }),
  createTupleTypeNode: (elements: readonly TypeNode[]): TypeNode => ({ kind: "TupleType", elements }),
  createOptionalTypeNode: (type: TypeNode): TypeNode => ({ kind: "OptionalType", type }),
  createRestTypeNode: (type: TypeNode): TypeNode => ({ kind: "RestType", type }),
  createUnionTypeNode: composition("UnionType"),
  createIntersectionTypeNode: composition("IntersectionType"),
  createTypeOperatorNode: (_readonly: unknown, type: TypeNode): TypeNode => ({ kind: "TypeOperator", type }),
  createIndexedAccessTypeNode: (objectType: TypeNode, indexType: TypeNode): TypeNode => ({
    kind: "IndexedAccessType",
    objectType,
    indexType,
  }),
  createTypeReferenceNode: (
    name: string | Identifier,
    typeArguments: readonly TypeNode[] = [],
  ): TypeReference => ({ kind: "TypeReference", typeName: named(name), typeArguments }),
  createTypeLiteralNode: (members: readonly Member[]): TypeLiteral => ({ kind: "TypeLiteral", members }),
  createPropertySignature: (
    modifiers: Modifiers,
    name: Identifier | Literal,
    questionToken: Keyword | undefined,
    type: TypeNode,
  ): PropertySignature => ({
    kind: "PropertySignature",
    modifiers: modifiers ?? [],
    name,
    questionToken,
    type,
  }),
  createParameterDeclaration: (
    _modifiers: Modifiers,
    _dotDotDotToken: undefined,
    name: string | Identifier,
    _questionToken: undefined,
    type: TypeNode,
  ): Parameter => ({ kind: "Parameter", name: named(name), type }),
  createIndexSignature: (modifiers: Modifiers, parameters: readonly Parameter[], type: TypeNode): Member => ({
    kind: "IndexSignature",
    modifiers: modifiers ?? [],
    parameters,
    type,
  }),
  createInterfaceDeclaration: (
    modifiers: Modifiers,
    name: string | Identifier,
    _typeParameters: undefined,
    _heritageClauses: undefined,
    members: readonly Member[],
  ): InterfaceDeclaration => ({
    kind: "InterfaceDeclaration",
    modifiers: modifiers ?? [],
    name: named(name),
    members,
  }),
  createTypeAliasDeclaration: (
    modifiers: Modifiers,
    name: string | Identifier,
    _typeParameters: undefined,
    type: TypeNode,
  ): TypeAlias => ({ kind: "TypeAliasDeclaration", modifiers: modifiers ?? [], name: named(name), type }),
} as const;
