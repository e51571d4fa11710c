export { QuotaChip } from './quota-chip';

/** The page is fetched when it is gone to; the chip is there from the start. */
export const loadQuotaPage = async () => (await import('./quota-page')).QuotaPage;
