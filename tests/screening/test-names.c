/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screening: likeness of names over scripts and spellings, lookup in lists, the rows that a case is
 * given; where the public lists are present, what is found in them and what is found wrongly. */
#include <string.h>

#include "../ingest/ingest-helper.h"
#include "review-list-file.h"
#include "screening-case.h"
#include "screening-text.h"

static void
test_fold (void)
{
  static const struct
  {
    const char *text, *folded;
  } cases[] = {
    { "  Müller-Lüdenscheidt, Dr. Ö. ", "muller ludenscheidt dr o" },
    { "O'Neill", "oneill" },
    { "Владимир Путин", "vladimir putin" },
    { "Αλέξανδρος", "alexandros" },
    { "李明", "li ming" },
    { "Łukasz Żółć", "lukasz zolc" },
    { "…", "" },
  };
  gboolean foreign = TRUE;
  g_autofree char *latin = screening_fold ("Zoë", &foreign);

  g_assert_false (foreign);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = screening_fold (cases[i].text, NULL);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_jaro_winkler (void)
{
  /* the published examples of Winkler's paper */
  g_assert_cmpfloat_with_epsilon (screening_jaro_winkler ("martha", "marhta"), 0.9611, 5e-5);
  g_assert_cmpfloat_with_epsilon (screening_jaro_winkler ("dwayne", "duane"), 0.8400, 5e-5);
  g_assert_cmpfloat_with_epsilon (screening_jaro_winkler ("dixon", "dicksonx"), 0.8133, 5e-5);
  g_assert_cmpfloat (screening_jaro_winkler ("abc", "abc"), ==, 1);
  g_assert_cmpfloat (screening_jaro_winkler ("abc", "xyz"), ==, 0);
  g_assert_cmpfloat (screening_jaro_winkler ("abc", ""), ==, 0);
}

static void
assert_sounds_alike (const char *a, const char *b)
{
  g_autofree char *x = screening_sound (a);
  g_autofree char *y = screening_sound (b);

  g_assert_cmpstr (x, ==, y);
}

static void
test_sounds (void)
{
  assert_sounds_alike ("mohamed", "muhammad");
  assert_sounds_alike ("qaddafi", "gadafi");
  assert_sounds_alike ("khaled", "khalid");
  assert_sounds_alike ("aleksandr", "alexander");
  assert_sounds_alike ("yusuf", "youssef");
}

static void
test_likeness (void)
{
  g_assert_cmpfloat (screening_name_likeness ("Erika Musterfrau", "MUSTERFRAU, Erika"), ==, 1);
  g_assert_cmpfloat (screening_name_likeness ("José Núñez", "jose nunez"), ==, 1);
  g_assert_cmpfloat (screening_name_likeness ("Mohammed Hassan", "Muhamad Hasan"), >,
                     SCREENING_STRONG);
  g_assert_cmpfloat (screening_name_likeness ("Дмитрий Медведев", "Dmitry Medvedev"), >,
                     SCREENING_STRONG);
  g_assert_cmpfloat (screening_name_likeness ("Ivan Petrovich Sidorov", "Ivan Sidorov"), >,
                     SCREENING_WEAK);
  g_assert_cmpfloat (screening_name_likeness ("Anna Schmidt", "Peter Schmidt"), <, SCREENING_WEAK);
  g_assert_cmpfloat (screening_name_likeness ("Anna Schmidt", ""), ==, 0);
}

static ReviewListEntry *
new_entry (const char *id, int kind, const char *name)
{
  ReviewListEntry *entry = review_record_new (&review_list_entry_type);

  entry->list = g_strdup ("made-up");
  entry->kind = kind;
  entry->entry_id = g_strdup (id);
  entry->name = g_strdup (name);
  entry->programme = g_strdup ("TEST");
  entry->date_of_birth = g_strdup ("1960-05-04");
  return entry;
}

static ScreeningIndex *
make_index (void)
{
  g_autoptr (GPtrArray) entries = review_records_new ();

  g_ptr_array_add (entries, new_entry ("1", REVIEW_LIST_NAMES, "BADMANOV, Boris Igorevich"));
  g_ptr_array_add (entries, new_entry ("1", REVIEW_LIST_NAMES, "Boris the Bad"));
  g_ptr_array_add (entries, new_entry ("2", REVIEW_LIST_NAMES, "Zloy Trading LLC"));
  g_ptr_array_add (entries, new_entry ("3", REVIEW_LIST_ADDRESSES,
                                       "0xAbCdEf0000000000000000000000000000000001"));
  g_ptr_array_add (entries,
                   new_entry ("4", REVIEW_LIST_ADDRESSES, "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"));
  return screening_index_new (entries);
}

static void
add_field (GPtrArray *fields, const char *name, const char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  g_ptr_array_add (fields, field);
}

static ReviewIntake *
make_case (const char *name, const char *birth, const char *destination)
{
  ReviewIntake *intake = review_record_new (&review_intake_type);
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  intake->subject = review_record_new (&review_subject_type);
  intake->subject->profile = review_records_new ();
  add_field (intake->subject->profile, "name", name);
  if (birth != NULL)
    add_field (intake->subject->profile, "birth_date", birth);
  row->kind = REVIEW_EVIDENCE_EVENT;
  row->fields = review_records_new ();
  add_field (row->fields, "destination", destination);
  add_field (row->fields, "declared_name", name);
  intake->evidence = review_records_new ();
  g_ptr_array_add (intake->evidence, row);
  return intake;
}

static void
test_case (void)
{
  g_autoptr (ScreeningIndex) index = make_index ();
  g_autoptr (ReviewIntake) intake =
      make_case ("Борис Бадманов", "1960-05-04", "0xABCDEF0000000000000000000000000000000001");
  g_autoptr (ReviewIntake) other = make_case ("Boris Igorevich Badmanov", "1971-01-01", "0x00");
  g_autoptr (ReviewIntake) innocent =
      make_case ("Carla Innocenti", NULL, "1boatslrhtknngkdxeeobr76b53lettpyt");
  g_autoptr (GPtrArray) rows = screening_case_match (index, intake);
  g_autoptr (GPtrArray) again = screening_case_match (index, intake);
  g_autoptr (GPtrArray) namesake = screening_case_match (index, other);
  g_autoptr (GPtrArray) none = screening_case_match (index, innocent);
  const ReviewEvidence *person, *wallet;
  g_autofree char *hash = NULL;
  g_autofree char *hash_again = NULL;

  /* the same name in two fields is one match; the address is exact, in any case */
  g_assert_cmpuint (rows->len, ==, 2);
  person = rows->pdata[0];
  wallet = rows->pdata[1];
  g_assert_cmpint (person->kind, ==, REVIEW_EVIDENCE_SCREENING);
  g_assert_cmpstr (review_fields_get (person->fields, "list"), ==, "made-up");
  g_assert_cmpstr (review_fields_get (person->fields, "entry_id"), ==, "1");
  g_assert_cmpstr (review_fields_get (person->fields, "programme"), ==, "TEST");
  g_assert_cmpstr (review_fields_get (person->fields, "birth_date_agrees"), ==, "agree");
  g_assert_cmpstr (review_fields_get (person->fields, "nationality_agrees"), ==, "unknown");
  g_assert_cmpfloat (review_fields_get_number (person->fields, "score"), >=, SCREENING_WEAK);
  g_assert_cmpstr (review_fields_get (wallet->fields, "entry_id"), ==, "3");
  g_assert_cmpstr (review_fields_get (wallet->fields, "match"), ==, "exact");
  g_assert_cmpstr (review_fields_get (wallet->fields, "exposure"), ==, "direct");
  hash = review_evidence_hash (person);
  hash_again = review_evidence_hash (again->pdata[0]);
  g_assert_cmpstr (hash, ==, hash_again);

  g_assert_cmpuint (namesake->len, ==, 1);
  person = namesake->pdata[0];
  g_assert_cmpstr (review_fields_get (person->fields, "match"), ==, "exact");
  g_assert_cmpstr (review_fields_get (person->fields, "birth_date_agrees"), ==, "differ");
  /* base58 is another address in another case */
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_formats (void)
{
  char *folder = test_folder_new ();
  g_autofree char *sdn = test_write (
      folder, "sdn.csv",
      "7,\"BADMANOV, Boris\",\"individual\",\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 04 "
      "May 1960; nationality Utopia; Passport 1.\"\n8,\"ZLOY\",-0- ,\"TEST\",-0- ,-0- ,-0- ,-0- "
      ",-0- ,-0- ,-0- ,-0- \n",
      -1);
  g_autofree char *alt =
      test_write (folder, "alt.csv", "7,1,\"aka\",\"BORIS THE BAD\",-0- \n\x1a\n", -1);
  g_autofree char *un = test_write (
      folder, "un.xml",
      "<?xml version=\"1.0\"?><L><INDIVIDUAL><FIRST_NAME>ANNA</FIRST_NAME><SECOND_NAME>BAD &amp; "
      "CO</SECOND_NAME><REFERENCE_NUMBER>XX.1</REFERENCE_NUMBER><NATIONALITY><VALUE>Utopia</VALUE>"
      "</NATIONALITY><INDIVIDUAL_ALIAS><ALIAS_NAME>A. B.</ALIAS_NAME></INDIVIDUAL_ALIAS>"
      "<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></L>",
      -1);
  g_autofree char *broken = test_write (folder, "broken.csv", "7,\"A\",\"B\"\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) a =
      review_list_file_read (sdn, REVIEW_LIST_OFAC_SDN, "l", REVIEW_LIST_NAMES, &error);
  g_autoptr (GPtrArray) b =
      review_list_file_read (alt, REVIEW_LIST_OFAC_ALT, "l", REVIEW_LIST_NAMES, &error);
  g_autoptr (GPtrArray) c =
      review_list_file_read (un, REVIEW_LIST_UN, "l", REVIEW_LIST_NAMES, &error);
  const ReviewListEntry *e;

  g_assert_no_error (error);
  g_assert_cmpuint (a->len, ==, 2);
  e = a->pdata[0];
  g_assert_cmpstr (e->entry_id, ==, "7");
  g_assert_cmpstr (e->date_of_birth, ==, "1960-05-04");
  g_assert_cmpstr (e->nationality, ==, "Utopia");
  g_assert_cmpuint (b->len, ==, 1);
  g_assert_true (((ReviewListEntry *) b->pdata[0])->alias);
  g_assert_cmpuint (c->len, ==, 2);
  e = c->pdata[0];
  g_assert_cmpstr (e->name, ==, "ANNA BAD & CO");
  g_assert_cmpstr (e->date_of_birth, ==, "1971");
  g_assert_cmpstr (e->nationality, ==, "Utopia");
  g_assert_null (
      review_list_file_read (broken, REVIEW_LIST_OFAC_SDN, "l", REVIEW_LIST_NAMES, &error));
  g_assert_nonnull (strstr (error->message, "broken.csv:1"));
  test_folder_remove (folder);
}

static gpointer
ref_entry (gconstpointer entry, gpointer user_data)
{
  return review_record_ref ((gpointer) entry);
}

/* The public lists, where they are present. */
static ScreeningIndex *
load_public (GPtrArray **ret_sdn, GPtrArray **ret_alt)
{
  g_autofree char *sdn = test_shared ("data/sanctions-names/sdn.csv.gz");
  g_autofree char *alt = test_shared ("data/sanctions-names/alt.csv.gz");
  g_autoptr (GPtrArray) all = review_records_new ();
  g_autoptr (GError) error = NULL;

  if (sdn == NULL || alt == NULL)
    return NULL;
  *ret_sdn = review_list_file_read (sdn, REVIEW_LIST_OFAC_SDN, "ofac", REVIEW_LIST_NAMES, &error);
  g_assert_no_error (error);
  *ret_alt = review_list_file_read (alt, REVIEW_LIST_OFAC_ALT, "ofac", REVIEW_LIST_NAMES, &error);
  g_assert_no_error (error);
  g_ptr_array_extend (all, *ret_sdn, ref_entry, NULL);
  g_ptr_array_extend (all, *ret_alt, ref_entry, NULL);
  return screening_index_new (all);
}

static gboolean
finds (const ScreeningIndex *index, const ReviewListEntry *entry)
{
  g_autoptr (GArray) matches = screening_index_match_name (index, entry->name);

  for (guint i = 0; i < matches->len; i++)
    if (strcmp (g_array_index (matches, ScreeningMatch, i).entry->entry_id, entry->entry_id) == 0)
      return TRUE;
  return FALSE;
}

/* Names that many people have; none of them is on a list by that name alone. */
static guint
count_false (const ScreeningIndex *index, guint *ret_names)
{
  static const char *const given[] = {
    "Anna",  "Peter",   "Maria",  "Thomas", "Sophie", "Lucas", "Emma",  "Daniel",
    "Laura", "David",   "Julia",  "Mark",   "Alice",  "James", "Grace", "Henry",
    "Chloe", "William", "Lily",   "George", "Wei",    "Ming",  "Yuki",  "Priya",
    "Omar",  "Fatima",  "Carlos", "Elena",  "Ivan",   "Olga",  "Pablo", "Ingrid",
  };
  static const char *const family[] = {
    "Schmidt", "Miller", "Garcia", "Rossi",  "Dubois", "Smith",   "Johansson", "Novak",
    "Taylor",  "Brown",  "Wilson", "Martin", "Weber",  "Fischer", "Jansen",    "Silva",
    "Tanaka",  "Sharma", "Nguyen", "Chen",   "Kim",    "Ahmed",   "Petrov",    "Kowalski",
    "Murphy",  "Larsen", "Moreau", "Conti",  "Lopez",  "Haddad",  "Okafor",    "Svensson",
  };
  guint hits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    for (guint k = 0; k < G_N_ELEMENTS (family); k++)
      {
        g_autofree char *name = g_strdup_printf ("%s %s", given[i], family[k]);
        g_autoptr (GArray) matches = screening_index_match_name (index, name);

        hits += matches->len > 0;
      }
  *ret_names = G_N_ELEMENTS (given) * G_N_ELEMENTS (family);
  return hits;
}

static void
test_public_lists (void)
{
  g_autoptr (GPtrArray) sdn = NULL;
  g_autoptr (GPtrArray) alt = NULL;
  g_autoptr (ScreeningIndex) index = load_public (&sdn, &alt);
  guint found = 0, names = 0, wrong;

  if (index == NULL)
    {
      g_test_skip ("the data is not beside this tree");
      return;
    }
  for (guint i = 0; i < alt->len; i += 25)
    if (finds (index, alt->pdata[i]))
      found++;
    else
      g_test_message ("not found: %s", ((ReviewListEntry *) alt->pdata[i])->name);
  wrong = count_false (index, &names);
  g_test_message ("%u names; %u of %u aliases find their entry; %u of %u common names match",
                  screening_index_get_size (index), found, (alt->len + 24) / 25, wrong, names);
  g_assert_cmpuint (found, ==, (alt->len + 24) / 25);
  g_assert_cmpuint (wrong * 100, <=, names * 2);
}

/* How many of the pairs are found, and how many names are taken for another pair's. */
static void
count_pairs (GPtrArray *pairs, guint *ret_found, guint *ret_wrong)
{
  for (guint i = 0; i < pairs->len; i++)
    for (guint k = 0; k < pairs->len; k++)
      {
        char **a = pairs->pdata[i], **b = pairs->pdata[k];
        gboolean same = strcmp (a[1], b[1]) == 0;
        gboolean alike = screening_name_likeness (a[0], b[1]) >= SCREENING_WEAK;

        *ret_found += i == k && alike;
        *ret_wrong += !same && alike;
      }
}

/* Reference pairs of names in two scripts. Not to be reached by transliteration: a Korean or a
 * Japanese name in Chinese characters, which are read in Mandarin, and most of Hangul. */
static void
test_public_pairs (void)
{
  g_autofree char *path = test_shared ("data/sanctions-names/cross_script_pairs.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint found = 0, wrong = 0;

  if (path == NULL)
    {
      g_test_skip ("the data is not beside this tree");
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char **fields = g_strsplit (lines[i], ",", 4);

      if (lines[i][0] != '#' && g_strv_length (fields) == 4)
        g_ptr_array_add (pairs, fields);
      else
        g_strfreev (fields);
    }
  count_pairs (pairs, &found, &wrong);
  g_test_message ("%u of %u pairs are found, %u wrong", found, pairs->len, wrong);
  g_assert_cmpuint (pairs->len, ==, 22);
  g_assert_cmpuint (found, >=, 14);
  g_assert_cmpuint (wrong, <=, 1);
}

static void
test_public_addresses (void)
{
  g_autofree char *path = test_shared ("data/ofac-crypto-addresses/sanctioned_addresses_ETH.txt");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (ScreeningIndex) index = NULL;

  if (path == NULL)
    {
      g_test_skip ("the data is not beside this tree");
      return;
    }
  entries = review_list_file_read (path, REVIEW_LIST_LINES, "eth", REVIEW_LIST_ADDRESSES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 152);
  index = screening_index_new (entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const ReviewListEntry *entry = entries->pdata[i];
      g_autofree char *lower = g_ascii_strdown (entry->name, -1);

      g_assert_nonnull (screening_index_match_address (index, lower));
      lower[strlen (lower) - 1] = lower[strlen (lower) - 1] == '0' ? '1' : '0';
      if (screening_index_match_address (index, lower) != NULL)
        g_test_message ("a neighbour of an address is listed, too");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screening/fold", test_fold);
  g_test_add_func ("/screening/jaro-winkler", test_jaro_winkler);
  g_test_add_func ("/screening/sounds", test_sounds);
  g_test_add_func ("/screening/likeness", test_likeness);
  g_test_add_func ("/screening/case", test_case);
  g_test_add_func ("/screening/formats", test_formats);
  g_test_add_func ("/screening/public-lists", test_public_lists);
  g_test_add_func ("/screening/public-pairs", test_public_pairs);
  g_test_add_func ("/screening/public-addresses", test_public_addresses);
  return g_test_run ();
}
