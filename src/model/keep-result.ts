import { tidy, type TensorContainer } from '@tensorflow/tfjs-core';

/**
 * `tidy` for results of any plain shape: frees what `work` made, except the tensors anywhere within its result.
 * `tidy` itself does the same at run time, but its type wants an index signature of every object and refuses null.
 */
export function keepResult<T extends object>(work: () => T): T {
  return tidy(work as () => TensorContainer) as T;
}
