/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries as documents and profiles write them: two letters, three letters, or the one letter of
 * a German passport. And states that are no more, whose documents are still shown. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-country.h"

#include <math.h>
#include <string.h>

/* ISO 3166-1: three letters and two, in order of the three. */
static const char current[] =
    "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG "
    "AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL "
    "BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH "
    "CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX "
    "CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES "
    "ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI "
    "GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM "
    "HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT "
    "JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB "
    "LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD "
    "MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS "
    "MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO "
    "NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP "
    "PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS "
    "SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI "
    "SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO "
    "TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC "
    "VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW";

/* ISO 3166-3, and nothing that is in use again. */
static const char retired[] =
    "AFI ANT ATB ATN BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI "
    "PCZ PUS RHO SCG SKM SUN TMP VDR WAK YMD YUG ZAR";

/* What ICAO 9303 part 3 writes otherwise than ISO 3166. */
static const char *const peculiar[][2] = { { "D", "DE" },   { "GBD", "GB" }, { "GBN", "GB" },
                                           { "GBO", "GB" }, { "GBP", "GB" }, { "GBS", "GB" },
                                           { "RKS", "XK" } };

static const char *
find_code (const char *codes, gsize width, const char *code, gsize offset, gsize n)
{
  for (const char *at = codes; *at != '\0'; at += width + (at[width] == ' ' ? 1 : 0))
    if (g_ascii_strncasecmp (at + offset, code, n) == 0)
      return at;
  return NULL;
}

/**
 * roca_country_normalise:
 * @code: (nullable): a country as ISO 3166-1 or ICAO 9303 write it; fillers "<" at its end are
 *   left out
 * @ret_code: (out caller-allocates): its two letters
 *
 * Returns: FALSE when @code names no present country
 */
gboolean
roca_country_normalise (const char *code, char ret_code[3])
{
  gsize n = code != NULL ? strcspn (code, "<") : 0;
  const char *found = NULL;
  g_autofree char *bare = g_strndup (code != NULL ? code : "", n);

  for (guint i = 0; i < G_N_ELEMENTS (peculiar); i++)
    if (g_ascii_strcasecmp (bare, peculiar[i][0]) == 0)
      found = peculiar[i][1];
  if (found == NULL && n == 3 && (found = find_code (current, 5, bare, 0, 3)) != NULL)
    found += 3;
  if (found == NULL && n == 2 && (found = find_code (current, 5, bare, 3, 2)) != NULL)
    found += 3;
  if (found == NULL)
    return FALSE;
  memcpy (ret_code, found, 2);
  ret_code[2] = '\0';
  return TRUE;
}

/**
 * roca_country_is_retired:
 * @code: (nullable): three letters
 *
 * Returns: whether it is the code of a state that has since been renamed, joined or dissolved
 */
gboolean
roca_country_is_retired (const char *code)
{
  return code != NULL && strlen (code) == 3 && find_code (retired, 3, code, 0, 3) != NULL;
}

/**
 * roca_country_differs:
 * @a: (nullable): a country
 * @b: (nullable): another
 *
 * Returns: 1 or 0; NaN where one of them is no country that is known
 */
double
roca_country_differs (const char *a, const char *b)
{
  char x[3], y[3];

  if (!roca_country_normalise (a, x) || !roca_country_normalise (b, y))
    return NAN;
  return strcmp (x, y) != 0 ? 1 : 0;
}
