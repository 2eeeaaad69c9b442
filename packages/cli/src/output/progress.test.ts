import { expect, test } from "vitest";
import { createProgress } from "./progress.ts";

function terminal(isTerminal: boolean) {
  const texts: string[] = [];
  const write = async (text: string) => void texts.push(text);
  return {
    texts,
    context: { stderr: { isTerminal, isPipe: !isTerminal, columns: 60, color: false, write } },
  };
}

test("redraws one line and removes it", () => {
  const { texts, context } = terminal(true);
  const progress = createProgress(context, { label: "Reading devices", quiet: false });
  progress.update({ done: 100, total: 200, pages: 1 });
  progress.clear();
  progress.clear();
  expect(texts).toEqual(["\r\x1b[2KReading devices ████████████░░░░░░░░░░░░ 100/200 (1 page)", "\r\x1b[2K"]);
});

test("shows a count if there is no total", () => {
  const { texts, context } = terminal(true);
  createProgress(context, { label: "Reading devices", quiet: false }).update({
    done: 100,
    total: null,
    pages: 2,
  });
  expect(texts).toEqual(["\r\x1b[2KReading devices 100 (2 pages)"]);
});

test.each([
  [false, false],
  [true, true],
])("is silent in a pipe and when quiet", (isTerminal, quiet) => {
  const { texts, context } = terminal(isTerminal);
  createProgress(context, { label: "x", quiet }).update({ done: 1, total: 2, pages: 1 });
  expect(texts).toEqual([]);
});
