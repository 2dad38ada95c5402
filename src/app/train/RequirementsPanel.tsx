import type { ReactNode } from 'react';
import type { Requirement, RequirementsReport } from '#core/requirements.ts';
import { trainMessages as text } from '../messages/train.ts';
import { formatDateRange, formatNumber } from '../ui/format.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Checklist, type ChecklistItem } from '../ui/Checklist.tsx';
import { Panel } from '../ui/Panel.tsx';

export interface RequirementsPanelProps {
  readonly report: RequirementsReport;
  readonly onSuggestion: (suggestion: NonNullable<RequirementsReport['suggestion']>) => void;
}

/** What the chosen training needs and what the data have, before anything starts. */
export function RequirementsPanel({ report, onSuggestion }: RequirementsPanelProps): ReactNode {
  const { suggestion } = report;
  return (
    <Panel
      title={text.requirementsTitle}
      lead={report.met ? text.requirementsMet(report.windows) : text.requirementsUnmet}
    >
      <Checklist label={text.requirementsLabel} items={report.requirements.map(toItem)} />
      {suggestion !== null && (
        <ButtonRow>
          <Button
            onClick={() => {
              onSuggestion(suggestion);
            }}
          >
            {suggestionLabel(suggestion)}
          </Button>
        </ButtonRow>
      )}
    </Panel>
  );
}

function toItem(requirement: Requirement): ChecklistItem {
  const { id, met, label, have, need, unit, from, to, sentence } = requirement;
  const dates = from !== null && to !== null ? `; ${formatDateRange(from, to)}` : '';
  const counts = `${formatNumber(have)} ${unit}, ${formatNumber(need)} needed${dates}.`;
  return { id, met, label, detail: met ? counts : sentence };
}

function suggestionLabel({
  windowDays,
  useNutrition,
}: NonNullable<RequirementsReport['suggestion']>): string {
  const parts = [
    ...(windowDays === undefined ? [] : [text.useWindows(windowDays)]),
    ...(useNutrition === false ? [text.withoutNutrition] : []),
  ];
  const [first = text.train, second] = parts;
  return second === undefined ? first : `${first} and ${second.charAt(0).toLowerCase()}${second.slice(1)}`;
}
