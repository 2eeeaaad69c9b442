import { expect, it } from "vitest";
import { formatProblem, problemAt, problemsFrom } from "./problem.ts";

const location = { file: "specs/acme/upstream.yaml" };

it("an exception of a library becomes a problem of the document, without a stack trace", () => {
  const [problem, ...others] = problemsFrom(new TypeError("Expected an object at #/paths"), location);
  expect(others).toEqual([]);
  expect(problem && formatProblem(problem)).toBe(
    "specs/acme/upstream.yaml  the generator failed: Expected an object at #/paths. Remove in overlay.yaml what the message names, and report the document as a fault of the generator.",
  );
});

it("problems stay as they are", () => {
  const error = problemAt(location, "two names");
  expect(problemsFrom(error, { file: "other" })).toBe(error.problems);
});
