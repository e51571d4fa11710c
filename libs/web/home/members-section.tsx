import { role as roleShape } from '@sms111/contracts';
import { useWords } from '@sms111/web/data';
import { Count, DataTable, Section, Time, type Column } from '@sms111/web/ui';
import type { Home } from './home-query';

type Member = NonNullable<Home['members']>[number];

/** The unit's members and what they sent this month. */
export const MembersSection = ({ members }: { readonly members: readonly Member[] }) => {
  const w = useWords();
  const t = w.home.members;
  const roleName = (role: string) => {
    const known = roleShape.safeParse(role);
    return known.success ? w.states.role[known.data] : role;
  };
  const columns: Column<Member>[] = [
    { key: 'name', header: t.name, cell: member => member.name },
    { key: 'role', header: t.role, cell: member => roleName(member.role) },
    {
      key: 'segments',
      header: t.monthSegments,
      cell: member => <Count value={member.monthSegments} />,
      align: 'end',
    },
    {
      key: 'seen',
      header: t.lastSignIn,
      cell: member => <Time at={member.lastSignInAt} otherwise={t.never} />,
      align: 'end',
    },
  ];
  return (
    <Section title={t.title} flush>
      <DataTable label={t.title} columns={columns} rows={members} rowKey={member => member.name} />
    </Section>
  );
};
