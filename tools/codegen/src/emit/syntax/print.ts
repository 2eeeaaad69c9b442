import { quoted } from "./escape.ts";
import { type Keyword, type Member, type Statement, type TypeAlias, type TypeNode, WORDS } from "./nodes.ts";
import { blockComment } from "./print-comment.ts";

const STEP = "    ";

/**
 * Prints statements as TypeScript's printer does, in pieces: all of a large document at once would take several times the memory
 * of its text.
 */
export function* printStatements(statements: readonly Statement[]): Generator<string> {
  for (const statement of statements) {
    if (statement.kind === "PrintedStatement") yield `${statement.printed}\n`;
    else if (statement.kind === "TypeAliasDeclaration") yield `${alias(statement)}\n`;
    else {
      yield `${words(statement.modifiers)}interface ${statement.name.text} {\n`;
      yield* WHOLE.pieces(statement.members, STEP);
      yield "}\n";
    }
  }
}

function alias({ modifiers, name, type }: TypeAlias): string {
  return `${words(modifiers)}type ${name.text} = ${WHOLE.type(type, "")};`;
}

/** Prints a type as TypeScript's printer does. */
export function printType(type: TypeNode): string {
  return WHOLE.type(type, "");
}

/** The same without comments. */
export function printBare(type: TypeNode): string {
  return BARE.type(type, "");
}

class Printer {
  readonly #hasComments: boolean;

  constructor(hasComments: boolean) {
    this.#hasComments = hasComments;
  }

  /** The text of a type, whose first line is indented already. */
  type(node: TypeNode, indent: string): string {
    switch (node.kind) {
      case "Identifier":
        return node.text;
      case "PrintedType":
        return indent === "" ? node.printed : node.printed.replaceAll("\n", `\n${indent}`);
      case "LiteralType":
        return literalText(node.literal);
      case "ArrayType":
        return `${this.#operand(node.elementType, indent)}[]`;
      case "TupleType":
        return this.#tuple(node.elements, indent);
      case "OptionalType":
        return `${this.#operand(node.type, indent)}?`;
      case "RestType":
        return `...${this.type(node.type, indent)}`;
      case "UnionType":
        return node.types.map((type) => this.#part(type, indent)).join(" | ");
      case "IntersectionType":
        return node.types.map((type) => this.#part(type, indent)).join(" & ");
      case "TypeOperator":
        return `readonly ${this.#operand(node.type, indent)}`;
      case "IndexedAccessType":
        return `${this.#operand(node.objectType, indent)}[${this.type(node.indexType, indent)}]`;
      case "TypeReference":
        return this.#reference(node, indent);
      case "TypeLiteral":
        return node.isOnOneLine
          ? `{ ${node.members.map((member) => this.#member(member, indent)).join(" ")} }`
          : this.block(node.members, indent);
      default:
        return WORDS[node.kind];
    }
  }

  /** The members of an interface and their members, one by one. */
  *pieces(members: readonly Member[], indent: string, depth = 1): Generator<string> {
    for (const member of members) {
      const { type } = member;
      if (depth === 0 || type.kind !== "TypeLiteral" || type.isOnOneLine || type.members.length === 0) {
        yield `${indent}${this.#member(member, indent)}\n`;
        continue;
      }
      yield `${indent}${this.#signature(member, indent)}: {\n`;
      yield* this.pieces(type.members, indent + STEP, depth - 1);
      yield `${indent}};\n`;
    }
  }

  block(members: readonly Member[], indent: string): string {
    if (members.length === 0) return "{}";
    const inner = indent + STEP;
    const lines = members.map((member) => `${inner}${this.#member(member, inner)}\n`);
    return `{\n${lines.join("")}${indent}}`;
  }

  #member(member: Member, indent: string): string {
    return `${this.#signature(member, indent)}: ${this.type(member.type, indent)};`;
  }

  /** A member without its type. */
  #signature(member: Member, indent: string): string {
    const modifiers = words(member.modifiers);
    if (member.kind === "IndexSignature") {
      const parameters = member.parameters.map(
        ({ name, type }) => `${name.text}: ${this.type(type, indent)}`,
      );
      return `${modifiers}[${parameters.join(", ")}]`;
    }
    const { name, questionToken, comment } = member;
    const text = name.kind === "Identifier" ? name.text : literalText(name);
    const signature = `${modifiers}${text}${questionToken ? "?" : ""}`;
    return comment === undefined || !this.#hasComments
      ? signature
      : `${blockComment(comment, indent)}\n${indent}${signature}`;
  }

  #tuple(elements: readonly TypeNode[], indent: string): string {
    const inner = indent + STEP;
    const lines = elements.map((element) => `${inner}${this.type(element, inner)}`);
    return `[\n${lines.join(",\n")}${lines.length > 0 ? "\n" : ""}${indent}]`;
  }

  #reference(
    { typeName, typeArguments }: Extract<TypeNode, { kind: "TypeReference" }>,
    indent: string,
  ): string {
    const types = typeArguments.map((type) => this.type(type, indent));
    return types.length > 0 ? `${typeName.text}<${types.join(", ")}>` : typeName.text;
  }

  /** A part of a union or an intersection. */
  #part(type: TypeNode, indent: string): string {
    const text = this.type(type, indent);
    return COMPOSED.has(type.kind) ? `(${text})` : text;
  }

  /** A type that something follows or precedes directly. */
  #operand(type: TypeNode, indent: string): string {
    return type.kind === "TypeOperator" ? `(${this.type(type, indent)})` : this.#part(type, indent);
  }
}

const COMPOSED: ReadonlySet<string> = new Set(["UnionType", "IntersectionType"]);
const WHOLE = new Printer(true);
const BARE = new Printer(false);

function words(modifiers: readonly Keyword[]): string {
  if (modifiers.length === 0) return "";
  return modifiers.map(({ kind }) => `${WORDS[kind]} `).join("");
}

function literalText(literal: Extract<TypeNode, { kind: "LiteralType" }>["literal"]): string {
  if (literal.kind === "StringLiteral") return quoted(literal.text);
  if (literal.kind === "NumericLiteral") return literal.text;
  return literal.kind === "PrefixUnaryExpression" ? `-${literalText(literal.operand)}` : WORDS[literal.kind];
}
