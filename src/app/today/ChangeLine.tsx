import type { ReactNode } from 'react';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { ExplanationRequest } from '#workers/explanation-client.ts';
import { useForecastChange } from '../state/explanations.ts';
import { changeSentences } from './change-texts.ts';

/** How the forecast changed since the day before, once that is worked out. */
export function ChangeLine({
  db,
  ...request
}: ExplanationRequest & { readonly db: ProfileDatabase }): ReactNode {
  const change = useForecastChange(db, request);
  return change == null ? null : <p>{changeSentences(change, request.today)}</p>;
}
