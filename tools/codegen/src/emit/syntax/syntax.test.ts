import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { randomSchemas } from "../../fixtures/random-schema.ts";
import { type OpenApi, parseOpenApi } from "../../read/openapi.ts";
import { hideSchemas, INDEX } from "../hide-schemas.ts";
import { addJSDocComment, OPTIONS, transformSchema } from "../openapi-typescript.ts";
import { schemaType } from "../schema-type.ts";
import { factory } from "./factory.ts";
import { type Keyword, type Member, type Statement, type TypeNode, WORDS } from "./nodes.ts";
import { printStatements, printType } from "./print.ts";

const pulled = join(import.meta.dirname, "../../fixtures/pulled");
const documents = readdirSync(pulled).map((name) =>
  parseOpenApi(readFileSync(join(pulled, name, "expected.json"), "utf8")),
);

/** openapi-typescript as CommonJS, which imports the real TypeScript. */
const require = createRequire(import.meta.url);
const real: {
  transform(schema: object, context: object): ts.Node[];
  astToString(nodes: readonly ts.Node[]): string;
} = {
  transform: require("openapi-typescript/dist/transform/index.cjs"),
  astToString: require("openapi-typescript/dist/lib/ts.cjs").astToString,
};

describe("openapi-typescript prints the same as with TypeScript", () => {
  it.each(documents)("for the operations of a document", (document) => {
    const { shell } = hideSchemas(document);
    const context = { ...OPTIONS, resolve: () => undefined };
    const theirs = real.transform(shell, {
      ...context,
      injectFooter: [],
      transform: (node: Record<string, unknown>) =>
        node[INDEX] === undefined ? undefined : ts.factory.createTypeReferenceNode(`T${node[INDEX]}`),
    });
    const ours = transformSchema(shell, {
      ...context,
      injectFooter: [],
      transform: (node) =>
        node[INDEX] === undefined ? undefined : factory.createTypeReferenceNode(`T${node[INDEX]}`),
    });
    expect([...printStatements(ours)].join("")).toBe(real.astToString(theirs));
  });
});

describe("types are printed as TypeScript prints them", () => {
  it.each(documents)("those of a document", expectSame);

  it("those of random schemas", () => {
    fc.assert(fc.property(randomSchemas, expectSame), { numRuns: 20, seed: 20261130 });
  });

  it.each([
    ["an empty object", factory.createTypeLiteralNode([])],
    ["an empty tuple", factory.createTupleTypeNode([])],
    [
      "a negative number",
      literal(factory.createPrefixUnaryExpression("-", factory.createNumericLiteral(1.5))),
    ],
    [
      "a string with anything in it",
      literal(factory.createStringLiteral("\"\\\u0000\u00001\u0007\t\r\né\u2028😀'`")),
    ],
    [
      "a list of lists of alternatives",
      factory.createTypeOperatorNode(
        "readonly",
        factory.createArrayTypeNode(
          factory.createTypeOperatorNode(
            "readonly",
            factory.createArrayTypeNode(factory.createUnionTypeNode([text("a"), text("b")])),
          ),
        ),
      ),
    ],
    [
      "alternatives of combinations",
      factory.createUnionTypeNode([factory.createIntersectionTypeNode([text("a"), text("b")]), text("c")]),
    ],
  ])("%s", (_, type) => expectSameType(type));

  it.each([
    "one line",
    "two\nlines",
    "two\r\nlines\r\n",
    "a\rb\u2028 c\u2029\td",
    "blank\n\n  \nlines",
    "the end */ of it",
    "\u00a0spaces\u3000",
  ])("the comment %j", (description) => {
    const property = factory.createPropertySignature([], factory.createIdentifier("a"), undefined, text("b"));
    addJSDocComment({ description, title: "A", default: { b: 1 } }, property);
    const inner = factory.createTypeLiteralNode([property]);
    const outer = factory.createPropertySignature(
      [],
      factory.createStringLiteral("é"),
      { kind: "QuestionToken" },
      inner,
    );
    expectSameType(factory.createTypeLiteralNode([outer]));
  });
});

function literal(value: Extract<TypeNode, { kind: "LiteralType" }>["literal"]): TypeNode {
  return factory.createLiteralTypeNode(value);
}

function text(name: string): TypeNode {
  return factory.createTypeReferenceNode(name);
}

function expectSame(document: OpenApi): void {
  const footer: Statement[] = [];
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    expectSameType(schemaType(schema, { document, aliases: new Map(), footer }));
  }
}

function expectSameType(type: TypeNode): void {
  expect(printType(type)).toBe(printer.printNode(ts.EmitHint.Unspecified, typeOf(type), file));
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
const file = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ESNext);

/** The same type with TypeScript's nodes. */
function typeOf(node: TypeNode): ts.TypeNode {
  switch (node.kind) {
    case "Identifier":
      return ts.factory.createTypeReferenceNode(node.text);
    case "PrintedType":
      throw new Error("printed already");
    case "LiteralType":
      return ts.factory.createLiteralTypeNode(literalOf(node.literal));
    case "ArrayType":
      return ts.factory.createArrayTypeNode(typeOf(node.elementType));
    case "TupleType":
      return ts.factory.createTupleTypeNode(node.elements.map(typeOf));
    case "OptionalType":
      return ts.factory.createOptionalTypeNode(typeOf(node.type));
    case "RestType":
      return ts.factory.createRestTypeNode(typeOf(node.type));
    case "UnionType":
      return ts.factory.createUnionTypeNode(node.types.map(typeOf));
    case "IntersectionType":
      return ts.factory.createIntersectionTypeNode(node.types.map(typeOf));
    case "TypeOperator":
      return ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, typeOf(node.type));
    case "IndexedAccessType":
      return ts.factory.createIndexedAccessTypeNode(typeOf(node.objectType), typeOf(node.indexType));
    case "TypeReference":
      return ts.factory.createTypeReferenceNode(node.typeName.text, node.typeArguments.map(typeOf));
    case "TypeLiteral": {
      const type = ts.factory.createTypeLiteralNode(node.members.map(memberOf));
      return node.isOnOneLine ? ts.setEmitFlags(type, ts.EmitFlags.SingleLine) : type;
    }
    default:
      return ts.factory.createTypeReferenceNode(WORDS[node.kind]);
  }
}

function literalOf(
  node: Extract<TypeNode, { kind: "LiteralType" }>["literal"],
): ts.LiteralTypeNode["literal"] {
  if (node.kind === "StringLiteral") return ts.factory.createStringLiteral(node.text);
  if (node.kind === "NumericLiteral") return ts.factory.createNumericLiteral(node.text);
  if (node.kind === "PrefixUnaryExpression") {
    const operand = ts.factory.createNumericLiteral(node.operand.text);
    return ts.factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, operand);
  }
  if (node.kind === "NullKeyword") return ts.factory.createNull();
  return node.kind === "TrueKeyword" ? ts.factory.createTrue() : ts.factory.createFalse();
}

function memberOf(member: Member): ts.TypeElement {
  const modifiers = modifiersOf(member.modifiers);
  if (member.kind === "IndexSignature") {
    const parameters = member.parameters.map(({ name, type }) =>
      ts.factory.createParameterDeclaration(undefined, undefined, name.text, undefined, typeOf(type)),
    );
    return ts.factory.createIndexSignature(modifiers, parameters, typeOf(member.type));
  }
  const { name, questionToken, type, comment } = member;
  const signature = ts.factory.createPropertySignature(
    modifiers,
    name.kind === "StringLiteral" ? ts.factory.createStringLiteral(name.text) : name.text,
    questionToken && ts.factory.createToken(ts.SyntaxKind.QuestionToken),
    typeOf(type),
  );
  return comment === undefined
    ? signature
    : ts.addSyntheticLeadingComment(signature, ts.SyntaxKind.MultiLineCommentTrivia, comment, true);
}

function modifiersOf(modifiers: readonly Keyword[]): ts.Modifier[] {
  return modifiers.map(() => ts.factory.createModifier(ts.SyntaxKind.ReadonlyKeyword));
}
