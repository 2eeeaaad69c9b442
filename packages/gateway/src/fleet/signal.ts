import type { Signal } from "./services.ts";

export function createSignal(): Signal {
  let waiting = new Set<() => void>();
  return {
    send() {
      const woken = waiting;
      waiting = new Set();
      for (const wake of woken) wake();
    },
    wait(milliseconds, signal) {
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", wake);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        if (signal.aborted) wake();
        else {
          signal.addEventListener("abort", wake);
          waiting.add(wake);
        }
      });
    },
  };
}
