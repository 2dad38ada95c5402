import type { ReactNode } from 'react';
import type { ProfileDatabase } from '#storage/profile-database.ts';
import type { ChangeRequest } from '#workers/change-client.ts';
import { useForecastChange } from '../state/forecast-change.ts';
import { changeSentences } from './change-texts.ts';

/** How the forecast changed since the day before, once that is worked out. */
export function ChangeLine({ db, ...request }: ChangeRequest & { readonly db: ProfileDatabase }): ReactNode {
  const change = useForecastChange(db, request);
  return change === null ? null : <p>{changeSentences(change, request.today)}</p>;
}
