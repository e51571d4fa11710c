import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';

type Value = string | number | boolean | null;

/** The name of a setting, and its value, as people read them; codes of an error map keep their own names. */
export const useSettingWords = () => {
  const { settings: t, changes, habits } = useWords().carriers;
  const fields: Readonly<Record<string, string>> = t.fields;
  const options: Readonly<Record<string, string>> = t.options;
  const sources: Readonly<Record<string, string>> = habits.sources;
  return {
    name: (field: string): string => {
      const [source = '', code] = field.split(':');
      return code === undefined ? (fields[field] ?? field) : `${sources[source] ?? source} ${code}`;
    },
    value: (value: Value, field = ''): string => {
      if (value === null || value === '') return changes.empty;
      if (typeof value === 'boolean') return value ? t.yes : t.no;
      // A port is a name, no quantity.
      if (typeof value === 'number' && !/port$/i.test(field)) return formatCount(value);
      return options[String(value)] ?? String(value);
    },
  };
};
