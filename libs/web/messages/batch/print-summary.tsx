import Box from '@mui/material/Box';
import GlobalStyles from '@mui/material/GlobalStyles';
import { cost } from '@sms111/domain';
import {
  formatCount,
  formatInstant,
  formatMoney,
  formatShare,
  networkName,
  reasonWords,
} from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { LIGHT } from '@sms111/web/ui';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { type Batch, openMessages, STAGE_ORDER } from './stages';
import { usePrinting } from './use-printing';

const ROOT = 'batch-summary';

/** On paper there is the summary and nothing else, black on white, whatever the screen's scheme. */
const PRINT = {
  [`#${ROOT}`]: { display: 'none' },
  '@media print': {
    [`body > *:not(#${ROOT})`]: { display: 'none !important' },
    'html, body': { backgroundColor: `${LIGHT.paper} !important` },
    [`#${ROOT}`]: { display: 'block', color: LIGHT.text },
    '@page': { size: 'A4', margin: '18mm' },
  },
};

const Table = ({
  title,
  head,
  rows,
}: {
  title: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}) => (
  <Box component="section" sx={{ mt: 3, breakInside: 'avoid' }}>
    <Box component="h2" sx={{ fontSize: '12pt', m: 0, mb: 0.5 }}>
      {title}
    </Box>
    <Box
      component="table"
      sx={{
        width: '100%',
        borderCollapse: 'collapse',
        fontSize: '10.5pt',
        '& th, & td': { border: `0.5pt solid ${LIGHT.fieldLine}`, p: '3pt 6pt', textAlign: 'start' },
        '& th:not(:first-of-type), & td:not(:first-of-type)': { textAlign: 'end' },
      }}
    >
      <thead>
        <tr>
          {head.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first = '', ...rest]) => (
          <tr key={first}>
            <td>{first}</td>
            {rest.map((value, index) => (
              <td key={head[index + 1]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Box>
  </Box>
);

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <Box sx={{ display: 'flex', gap: 2, fontSize: '10.5pt' }}>
    <Box component="dt" sx={{ width: '32mm', color: LIGHT.textQuiet }}>
      {name}
    </Box>
    <Box component="dd" sx={{ m: 0, flex: 1, whiteSpace: 'pre-wrap' }}>
      {children}
    </Box>
  </Box>
);

/** Stands beside the application, which is hidden on paper. */
const Summary = ({ batch }: { batch: Batch }) => {
  const words = useWords();
  const language = useLanguage();
  const { batch: said, states, common } = words;
  const open = openMessages(batch.stages);
  return createPortal(
    <div id={ROOT} lang={language}>
      <GlobalStyles styles={PRINT} />
      <Box sx={{ fontSize: '10.5pt', color: LIGHT.textQuiet }}>{common.product}</Box>
      <Box component="h1" sx={{ fontSize: '17pt', m: 0, mb: 2 }}>
        {said.printTitle}
      </Box>
      <Box component="dl" sx={{ m: 0 }}>
        <Fact name={said.columns.name}>{batch.name || said.unnamed}</Fact>
        <Fact name={said.id}>{batch.id}</Fact>
        <Fact name={said.columns.state}>{states.batch[batch.state]}</Fact>
        <Fact name={said.facts.sender}>{batch.senderName}</Fact>
        <Fact name={said.facts.channel}>{states.channel[batch.channel]}</Fact>
        <Fact name={said.facts.signature}>{batch.signature}</Fact>
        <Fact name={said.facts.lane}>{states.lane[batch.lane]}</Fact>
        <Fact name={said.facts.acceptedAt}>{formatInstant(batch.acceptedAt)}</Fact>
        {batch.completedAt === null ? null : (
          <Fact name={said.facts.completedAt}>{formatInstant(batch.completedAt)}</Fact>
        )}
        {batch.content === null ? null : <Fact name={said.facts.content}>{batch.content}</Fact>}
      </Box>
      <Table
        title={said.result}
        head={[said.columns.state, said.carriers.total, said.messages.columns.segments, said.share]}
        rows={[
          ...STAGE_ORDER.map(stage => [
            states.stage[stage],
            formatCount(batch.stages[stage].messages),
            formatCount(batch.stages[stage].segments),
            formatShare(batch.stages[stage].messages, batch.total.messages),
          ]),
          [common.total, formatCount(batch.total.messages), formatCount(batch.total.segments), ''],
        ]}
      />
      <Table
        title={said.carriers.title}
        head={[said.carriers.carrier, said.carriers.total, states.stage.delivered, said.carriers.share]}
        rows={batch.byCarrier.map(({ carrier, stages, total }) => [
          networkName(carrier, language),
          formatCount(total.messages),
          formatCount(stages.delivered.messages),
          formatShare(stages.delivered.messages, total.messages - openMessages(stages)),
        ])}
      />
      {batch.byReason.length > 0 ? (
        <Table
          title={said.reasons.title}
          head={[said.reasons.reason, said.reasons.messages]}
          rows={batch.byReason.map(({ state, reason, messages }) => [
            `${states.message[state]} ${reasonWords(reason, language).name}`,
            formatCount(messages),
          ])}
        />
      ) : null}
      <Table
        title={said.charge.title}
        head={[said.charge.charged, said.charge.reserved, said.charge.released, said.charge.cost]}
        rows={[
          [
            formatCount(batch.charged),
            formatCount(batch.reserved),
            formatCount(batch.released),
            formatMoney(cost(batch.charged, batch.unitPrice).dollars),
          ],
        ]}
      />
      {open > 0 ? (
        <p>
          {said.live(
            formatCount(batch.stages.delivered.messages),
            formatCount(batch.stages.failed.messages),
            formatCount(open),
          )}
        </p>
      ) : null}
      <Box sx={{ display: 'flex', gap: '60mm', mt: '16mm', fontSize: '10.5pt' }}>
        <span>{said.signOff.sender}</span>
        <span>{said.signOff.manager}</span>
      </Box>
      <Box sx={{ mt: '12mm', fontSize: '9pt', color: LIGHT.textQuiet }}>
        {said.printedAt(formatInstant(new Date()))}
      </Box>
    </div>,
    document.body,
  );
};

/** 簡訊發送結果摘要: what is printed of a batch, with room for two signatures; made when it is printed. */
export const PrintSummary = ({ batch }: { batch: Batch }) =>
  usePrinting() ? <Summary batch={batch} /> : null;
