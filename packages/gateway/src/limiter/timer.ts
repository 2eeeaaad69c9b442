type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** Rings once, some time after it was last set. */
export type Alarm = {
  set(milliseconds: number): void;
  /** Sets it unless it is set. */
  setUnlessSet(milliseconds: number): void;
  clear(): void;
  isSet(): boolean;
};

export function createAlarm(ring: () => void, wait: Wait): Alarm {
  let running: AbortController | undefined;

  function clear(): void {
    running?.abort();
    running = undefined;
  }

  function set(milliseconds: number): void {
    clear();
    const own = new AbortController();
    running = own;
    const end = () => {
      if (running !== own) return; // set anew or cleared
      running = undefined;
      ring();
    };
    wait(milliseconds, own.signal).then(end, end);
  }

  return {
    set,
    clear,
    setUnlessSet(milliseconds) {
      if (!running) set(milliseconds);
    },
    isSet: () => running !== undefined,
  };
}
