import { addDays, localDate, type LocalDate } from '../local-date.ts';
import type { TrainedModel } from '../model-version.ts';

/**
 * The shipped version of the sample person, moved to where the sample lies today.
 * Exact, not approximate: the sample moves by whole weeks and the `standard` features know weekdays but no calendar,
 * so the moved days have the same features and the same forecasts.
 * @param days a multiple of 7; throws `RangeError` otherwise
 */
export function moveTrainedModel(model: TrainedModel, days: number, fingerprint: string): TrainedModel {
  if (days % 7 !== 0)
    throw new RangeError(`a sample version moves by whole weeks, not by ${String(days)} days`);
  const move = (date: LocalDate): LocalDate => addDays(localDate(date), days);
  return {
    ...model,
    data: { ...model.data, from: move(model.data.from), through: move(model.data.through), fingerprint },
    evaluation: {
      ...model.evaluation,
      days: model.evaluation.days.map((day) => ({ ...day, date: move(day.date) })),
    },
  };
}
