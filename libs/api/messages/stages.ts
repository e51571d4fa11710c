import { stageOf, type Stage } from '@sms111/domain';
import { STATE } from './codes';

export const stageOfNumber = (state: number): Stage => stageOf(STATE.word(state));

export const statesOfStage = (stage: Stage): number[] =>
  STATE.words.filter(word => stageOf(word) === stage).map(word => STATE.number(word));

export interface Tally {
  messages: number;
  segments: number;
}

export type Stages = Record<Stage, Tally>;

const noStages = (): Stages => ({
  processing: { messages: 0, segments: 0 },
  handed: { messages: 0, segments: 0 },
  delivered: { messages: 0, segments: 0 },
  failed: { messages: 0, segments: 0 },
  unconfirmed: { messages: 0, segments: 0 },
  cancelled: { messages: 0, segments: 0 },
});

export interface TallyRow extends Tally {
  readonly carrier: string;
  readonly state: number;
  readonly reason: number;
}

export const sumStages = (rows: readonly TallyRow[]): Stages => {
  const stages = noStages();
  for (const row of rows) {
    const stage = stages[stageOfNumber(row.state)];
    stage.messages += row.messages;
    stage.segments += row.segments;
  }
  return stages;
};
