import { useSyncExternalStore } from 'react';

/** A value outside React: immutable snapshots, replaced as a whole. */
export interface ExternalStore<State> {
  readonly read: () => State;
  readonly write: (next: State) => void;
  readonly subscribe: (onChange: () => void) => () => void;
}

export function createStore<State>(initial: State): ExternalStore<State> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => current,
    write: (next) => {
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => {
        listeners.delete(onChange);
      };
    },
  };
}

export function useStore<State>(store: ExternalStore<State>): State {
  return useSyncExternalStore(store.subscribe, store.read);
}
