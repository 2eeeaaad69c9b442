import ts from "typescript";
import { evaluate, fork, type Here, maybe } from "../domain/context.ts";
import { fail } from "../domain/module.ts";
import { truthOf } from "../domain/parts.ts";
import { elementOf } from "../domain/read.ts";
import {
  callable,
  computedFrom,
  listOf,
  NEVER,
  sourcesOf,
  UNDEFINED,
  union,
  type Value,
  withSources,
} from "../domain/value.ts";
import { bind } from "./assign.ts";
import { narrowIn } from "./narrow.ts";

/** `ends`: the statements after it do not run. */
type Outcome = "ends" | "may end" | "goes on";

/** Executes statements until one certainly ends them. */
export function execute(statements: readonly ts.Statement[], here: Here): Outcome {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      here.scope.declare(
        statement.name.text,
        callable({ kind: "closure", node: statement, scope: here.scope }),
      );
    }
  }
  let outcome: Outcome = "goes on";
  for (const statement of statements) {
    const result = executeOne(statement, here);
    if (result === "ends") return "ends";
    if (result === "may end") outcome = "may end";
  }
  return outcome;
}

function executeOne(statement: ts.Statement, here: Here): Outcome {
  if (ts.isVariableStatement(statement)) return declare(statement.declarationList, here);
  if (ts.isExpressionStatement(statement)) {
    evaluate(statement.expression, here);
    return "goes on";
  }
  if (ts.isReturnStatement(statement)) {
    returnValue(statement.expression ? evaluate(statement.expression, here) : UNDEFINED, here);
    return "ends";
  }
  if (ts.isThrowStatement(statement) || ts.isBreakOrContinueStatement(statement)) return "ends";
  if (ts.isIfStatement(statement)) return executeIf(statement, here);
  if (ts.isBlock(statement)) return execute(statement.statements, { ...here, scope: here.scope.inner() });
  if (ts.isForOfStatement(statement))
    return executeForOf(statement, evaluate(statement.expression, here), here);
  if (ts.isForInStatement(statement)) {
    const value = evaluate(statement.expression, here);
    return executeForOf(statement, withSources(listOf(computedFrom(value)), value.from), here);
  }
  if (ts.isWhileStatement(statement) || ts.isForStatement(statement)) return executeWhile(statement, here);
  if (ts.isSwitchStatement(statement)) return executeSwitch(statement, here);
  if (ts.isTryStatement(statement) && here.context.outside !== "rejected") return executeTry(statement, here);
  if (ts.isFunctionDeclaration(statement) || ts.isEmptyStatement(statement)) return "goes on";
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return "goes on";
  return fail(statement, `${ts.SyntaxKind[statement.kind]} cannot be followed`);
}

export function returnValue(value: Value, { context, frame }: Here): void {
  frame.returns.push(withSources(value, frame.control));
  frame.lastRead = union(frame.lastRead, context.lastRead);
  context.lastRead = new Set(); // what comes after it is not reached
}

function declare(list: ts.VariableDeclarationList, here: Here): Outcome {
  for (const { name, initializer } of list.declarations) {
    bind(name, initializer ? evaluate(initializer, here) : UNDEFINED, here);
  }
  return "goes on";
}

function executeIf({ expression, thenStatement, elseStatement }: ts.IfStatement, here: Here): Outcome {
  const condition = evaluate(expression, here);
  const { canHold, canFail } = truthOf(condition);
  const branch = (statement: ts.Statement | undefined, holds: boolean): Outcome => {
    const scope = here.scope.inner();
    narrowIn(scope, expression, holds, here.context);
    return statement ? execute([statement], { ...here, scope }) : "goes on";
  };
  if (!canFail) return branch(thenStatement, true);
  if (!canHold) return branch(elseStatement, false);
  const { frame, scope, context } = here;
  const before = frame.control;
  const inside = union(before, sourcesOf(condition));
  frame.depth += 1;
  const [one = "goes on", other = "goes on"] = fork(context, [
    () => {
      frame.control = inside;
      return branch(thenStatement, true);
    },
    () => {
      frame.control = inside;
      return branch(elseStatement, false);
    },
  ]);
  frame.depth -= 1;
  frame.control = one === "goes on" && other === "goes on" ? before : inside;
  if (one === "ends" && other === "ends") return "ends";
  if (one === "ends") narrowIn(scope, expression, false, here.context);
  if (other === "ends") narrowIn(scope, expression, true, here.context);
  return one === "goes on" && other === "goes on" ? "goes on" : "may end";
}

/** A loop body. It runs twice, so that values of the first round reach the second. */
function repeat(here: Here, round: () => void): Outcome {
  const { frame } = here;
  const { length } = frame.returns;
  const before = frame.control;
  frame.depth += 1;
  maybe(here.context, round);
  maybe(here.context, round);
  frame.depth -= 1;
  if (frame.returns.length === length) {
    frame.control = before;
    return "goes on";
  }
  return "may end";
}

function executeForOf(
  { initializer, expression, statement }: ts.ForInOrOfStatement,
  iterated: Value,
  here: Here,
): Outcome {
  const element = elementOf(here.context, iterated, expression);
  if (isNothing(element)) return "goes on";
  if (!ts.isVariableDeclarationList(initializer))
    fail(initializer, "a loop that declares no variable cannot be followed");
  const [declaration] = initializer.declarations;
  return repeat(here, () => {
    const inner = { ...here, scope: here.scope.inner() };
    if (declaration) bind(declaration.name, elementOf(here.context, iterated, expression), inner);
    execute([statement], inner);
  });
}

const isNothing = (value: Value): boolean =>
  value === NEVER || (truthOf(value).canHold === truthOf(value).canFail && !truthOf(value).canHold);

function executeWhile(statement: ts.WhileStatement | ts.ForStatement, here: Here): Outcome {
  const inner = { ...here, scope: here.scope.inner() };
  const isFor = ts.isForStatement(statement);
  if (isFor && statement.initializer && ts.isVariableDeclarationList(statement.initializer))
    declare(statement.initializer, inner);
  const condition = isFor ? statement.condition : statement.expression;
  return repeat(inner, () => {
    if (condition) inner.frame.control = union(inner.frame.control, sourcesOf(evaluate(condition, inner)));
    execute([statement.statement], inner);
    if (isFor && statement.incrementor) evaluate(statement.incrementor, inner);
  });
}

/** Each clause may run. The tested value is a source of everything that follows. */
function executeSwitch({ expression, caseBlock }: ts.SwitchStatement, here: Here): Outcome {
  const { frame } = here;
  frame.control = union(frame.control, sourcesOf(evaluate(expression, here)));
  frame.depth += 1;
  for (const clause of caseBlock.clauses) {
    if (ts.isCaseClause(clause))
      frame.control = union(frame.control, sourcesOf(evaluate(clause.expression, here)));
    maybe(here.context, () => execute(clause.statements, { ...here, scope: here.scope.inner() }));
  }
  frame.depth -= 1;
  return "may end";
}

/** All parts may run. */
function executeTry({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, here: Here): Outcome {
  here.frame.depth += 1;
  execute([tryBlock], here);
  if (catchClause) {
    const scope = here.scope.inner();
    const { variableDeclaration } = catchClause;
    if (variableDeclaration) bind(variableDeclaration.name, { ...NEVER, computed: true }, { ...here, scope });
    execute([catchClause.block], { ...here, scope });
  }
  if (finallyBlock) execute([finallyBlock], here);
  here.frame.depth -= 1;
  return "may end";
}
