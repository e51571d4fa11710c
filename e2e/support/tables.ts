import type { Locator } from '@playwright/test';

/** The body of a table as it is read: each row by the names of its columns. Lines of a cell stay apart. */
export const rowsOf = (table: Locator): Promise<Record<string, string>[]> =>
  table.evaluate(element => {
    const cells = (row: Element, kind: string) => [...row.querySelectorAll<HTMLElement>(kind)];
    const names = cells(element, 'thead th').map(cell => cell.innerText.trim());
    return [...element.querySelectorAll('tbody tr')].map(row =>
      Object.fromEntries(cells(row, 'td').map((cell, at) => [names[at] ?? '', cell.innerText.trim()])),
    );
  });
