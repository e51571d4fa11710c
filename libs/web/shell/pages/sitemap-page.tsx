import Box from '@mui/material/Box';
import { useSession, useWords, useHomeCrumb } from '@sms111/web/data';
import { AppLink, colour, DataTable, KeyValue, Page, Section, type Column } from '@sms111/web/ui';
import { allowedNav, type NavGroup } from '../navigation/nav';

const KEYS = ['U', 'L', 'C', 'Z'] as const;

/** 網站導覽: the areas and their keys, and every page that one may enter. */
export const SitemapPage = ({ nav }: { readonly nav: readonly NavGroup[] }) => {
  const w = useWords();
  const { sitemap } = w.shell;
  const { permissions } = useSession();
  const columns: Column<(typeof KEYS)[number]>[] = [
    { key: 'key', header: sitemap.key, cell: key => `Alt + ${key}`, width: 140 },
    { key: 'area', header: sitemap.area, cell: key => sitemap.keys[key].area, width: 200 },
    { key: 'what', header: sitemap.what, cell: key => sitemap.keys[key].what },
  ];
  return (
    <Page title={sitemap.title} lead={sitemap.lead} crumbs={[useHomeCrumb()]}>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <Section title={sitemap.areas} lead={sitemap.browsers} flush>
          <DataTable label={sitemap.areas} columns={columns} rows={KEYS} rowKey={key => key} />
        </Section>
        <Section title={sitemap.others}>
          <KeyValue
            nameWidth={160}
            items={sitemap.other.map(({ keys, what }) => ({ name: keys, value: what }))}
          />
        </Section>
        <Section title={sitemap.pages}>
          <Box
            sx={{
              display: 'grid',
              gap: 3,
              gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fill, minmax(200px, 1fr))' },
            }}
          >
            {allowedNav(nav, permissions).map(({ group, pages }) => (
              <div key={group}>
                <Box component="h3" sx={{ m: 0, mb: 0.5, fontSize: '0.9375rem', color: colour.textQuiet }}>
                  {w.shell.group[group]}
                </Box>
                <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.75 }}>
                  {pages.map(({ page, to }) => (
                    <li key={to}>
                      <AppLink to={to}>{w.pages[page].name}</AppLink>
                    </li>
                  ))}
                </Box>
              </div>
            ))}
          </Box>
        </Section>
      </Box>
    </Page>
  );
};
