/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coasts of the world, drawn by hand for this program in whole degrees: enough to see which
 * continent a place is on, and not a map of borders. Antarctica has no customers. */
#define G_LOG_DOMAIN "review-widgets"
#include "review-world-outline.h"

/* clang-format off */
static const ReviewWorldPoint north_america[] = {
  {-168, 66}, {-162, 70}, {-156, 71}, {-141, 70}, {-128, 70}, {-115, 69}, {-108, 68}, {-96, 68},
  {-94, 72}, {-85, 69}, {-81, 67}, {-87, 64}, {-94, 60}, {-92, 57}, {-83, 55}, {-80, 51}, {-79, 55},
  {-77, 57}, {-78, 62}, {-70, 61}, {-65, 59}, {-61, 56}, {-56, 52}, {-60, 50}, {-66, 50}, {-65, 48},
  {-61, 46}, {-66, 44}, {-70, 43}, {-70, 42}, {-74, 40}, {-76, 37}, {-76, 35}, {-81, 31}, {-80, 26},
  {-82, 27}, {-84, 30}, {-90, 29}, {-97, 28}, {-98, 22}, {-95, 18}, {-91, 19}, {-90, 21}, {-87, 21},
  {-88, 16}, {-83, 15}, {-83, 10}, {-80, 9}, {-77, 8}, {-80, 7}, {-83, 8}, {-86, 11}, {-91, 14},
  {-95, 16}, {-102, 18}, {-106, 20}, {-106, 23}, {-110, 27}, {-113, 31}, {-115, 31}, {-112, 27},
  {-110, 23}, {-114, 27}, {-117, 33}, {-121, 35}, {-124, 40}, {-124, 47}, {-128, 51}, {-132, 56},
  {-140, 60}, {-148, 61}, {-153, 58}, {-162, 55}, {-158, 58}, {-162, 60}, {-165, 62}, {-161, 64} };
static const ReviewWorldPoint greenland[] = {
  {-73, 78}, {-60, 82}, {-35, 83}, {-18, 80}, {-20, 74}, {-25, 70}, {-40, 65}, {-43, 60}, {-51, 64},
  {-54, 69}, {-58, 75}, {-68, 76} };
static const ReviewWorldPoint arctic_islands[] = {
  {-62, 66}, {-68, 70}, {-78, 73}, {-90, 73}, {-88, 70}, {-78, 69}, {-73, 66}, {-65, 63} };
static const ReviewWorldPoint ellesmere[] = {
  {-90, 77}, {-90, 81}, {-70, 83}, {-62, 82}, {-77, 79} };
static const ReviewWorldPoint victoria_island[] = {
  {-117, 70}, {-115, 73}, {-105, 73}, {-102, 69}, {-113, 69} };
static const ReviewWorldPoint cuba[] = {
  {-85, 22}, {-80, 23}, {-74, 20}, {-78, 20} };
static const ReviewWorldPoint hispaniola[] = {
  {-74, 20}, {-69, 19}, {-71, 18}, {-74, 18} };
static const ReviewWorldPoint south_america[] = {
  {-77, 8}, {-72, 12}, {-62, 11}, {-52, 5}, {-50, 0}, {-44, -3}, {-37, -5}, {-35, -8}, {-39, -14},
  {-40, -21}, {-45, -24}, {-48, -28}, {-53, -34}, {-58, -35}, {-57, -38}, {-62, -39}, {-65, -42},
  {-66, -46}, {-68, -50}, {-69, -52}, {-66, -55}, {-71, -54}, {-75, -50}, {-74, -44}, {-73, -37},
  {-71, -30}, {-70, -18}, {-76, -14}, {-81, -6}, {-80, -2}, {-78, 2} };
static const ReviewWorldPoint africa[] = {
  {-6, 36}, {3, 37}, {10, 37}, {11, 34}, {19, 30}, {22, 33}, {32, 31}, {34, 28}, {37, 21}, {39, 16},
  {43, 12}, {51, 12}, {48, 5}, {41, -2}, {39, -6}, {41, -14}, {35, -20}, {36, -24}, {33, -26},
  {31, -30}, {26, -34}, {20, -35}, {18, -32}, {15, -27}, {12, -18}, {14, -11}, {12, -5}, {9, -1},
  {10, 4}, {5, 5}, {1, 6}, {-8, 4}, {-13, 8}, {-17, 12}, {-17, 21}, {-13, 28}, {-10, 31} };
static const ReviewWorldPoint madagascar[] = {
  {44, -17}, {49, -12}, {50, -16}, {47, -25}, {44, -24} };
static const ReviewWorldPoint eurasia[] = {
  {-9, 43}, {-2, 43}, {-1, 46}, {-5, 48}, {2, 51}, {5, 53}, {8, 54}, {8, 57}, {11, 57}, {10, 55},
  {14, 54}, {19, 54}, {21, 57}, {24, 58}, {29, 60}, {22, 60}, {22, 63}, {25, 65}, {22, 66}, {17, 62},
  {19, 60}, {16, 56}, {13, 56}, {11, 59}, {6, 58}, {5, 62}, {13, 66}, {20, 70}, {28, 71}, {41, 67},
  {34, 66}, {38, 64}, {44, 66}, {44, 68}, {54, 68}, {60, 69}, {68, 68}, {67, 72}, {73, 72}, {80, 73},
  {98, 76}, {105, 78}, {113, 74}, {130, 71}, {140, 73}, {160, 70}, {180, 69}, {180, 65}, {178, 62},
  {170, 60}, {163, 59}, {162, 55}, {157, 51}, {156, 57}, {163, 62}, {155, 59}, {143, 59}, {136, 55},
  {141, 52}, {139, 46}, {132, 43}, {128, 40}, {129, 36}, {126, 34}, {126, 38}, {121, 39}, {118, 39},
  {122, 37}, {119, 35}, {122, 31}, {120, 26}, {114, 22}, {108, 21}, {106, 18}, {109, 13}, {105, 9},
  {100, 13}, {103, 5}, {104, 1}, {100, 6}, {98, 10}, {98, 16}, {94, 16}, {91, 22}, {87, 21}, {80, 15},
  {80, 11}, {77, 8}, {73, 17}, {72, 21}, {67, 25}, {57, 26}, {50, 30}, {51, 25}, {56, 26}, {60, 22},
  {55, 17}, {45, 13}, {43, 13}, {39, 21}, {35, 28}, {34, 31}, {36, 36}, {30, 36}, {27, 37}, {27, 40},
  {31, 41}, {41, 41}, {37, 45}, {34, 45}, {31, 46}, {28, 43}, {29, 41}, {24, 41}, {23, 37}, {20, 40},
  {19, 42}, {13, 45}, {14, 42}, {18, 40}, {16, 38}, {12, 42}, {9, 44}, {4, 43}, {0, 40}, {-2, 37},
  {-6, 36}, {-9, 37} };
static const ReviewWorldPoint great_britain[] = {
  {-5, 50}, {1, 51}, {1, 53}, {-2, 56}, {-3, 58}, {-6, 58}, {-3, 54}, {-5, 52} };
static const ReviewWorldPoint ireland[] = {
  {-10, 52}, {-6, 52}, {-6, 55}, {-10, 54} };
static const ReviewWorldPoint iceland[] = {
  {-24, 65}, {-18, 66}, {-14, 65}, {-19, 63} };
static const ReviewWorldPoint svalbard[] = {
  {11, 79}, {20, 80}, {27, 80}, {17, 77} };
static const ReviewWorldPoint novaya_zemlya[] = {
  {52, 71}, {56, 75}, {68, 77}, {58, 73}, {57, 71} };
static const ReviewWorldPoint japan[] = {
  {130, 31}, {131, 34}, {136, 36}, {140, 40}, {141, 45}, {145, 43}, {141, 41}, {141, 36}, {136, 34} };
static const ReviewWorldPoint taiwan[] = {
  {120, 23}, {122, 25}, {121, 22} };
static const ReviewWorldPoint hainan[] = {
  {109, 19}, {111, 20}, {110, 18} };
static const ReviewWorldPoint sri_lanka[] = {
  {80, 9}, {82, 7}, {80, 6} };
static const ReviewWorldPoint luzon[] = {
  {120, 18}, {122, 18}, {124, 13}, {120, 14} };
static const ReviewWorldPoint mindanao[] = {
  {122, 8}, {125, 10}, {126, 6}, {124, 6} };
static const ReviewWorldPoint borneo[] = {
  {109, 2}, {117, 7}, {119, 5}, {116, -4}, {110, -3} };
static const ReviewWorldPoint sumatra[] = {
  {95, 6}, {104, -2}, {106, -6}, {102, -4} };
static const ReviewWorldPoint java[] = {
  {105, -6}, {114, -7}, {114, -9}, {106, -7} };
static const ReviewWorldPoint sulawesi[] = {
  {119, 1}, {125, 1}, {121, 0}, {123, -4}, {120, -5} };
static const ReviewWorldPoint new_guinea[] = {
  {131, -1}, {138, -2}, {145, -4}, {150, -10}, {143, -9}, {138, -8}, {134, -4} };
static const ReviewWorldPoint australia[] = {
  {114, -22}, {122, -18}, {129, -15}, {132, -11}, {136, -12}, {136, -15}, {140, -18}, {142, -11},
  {146, -19}, {153, -26}, {150, -37}, {146, -39}, {140, -38}, {135, -34}, {131, -31}, {124, -33},
  {118, -35}, {115, -34} };
static const ReviewWorldPoint tasmania[] = {
  {145, -41}, {148, -41}, {147, -44} };
static const ReviewWorldPoint new_zealand_north[] = {
  {173, -35}, {178, -38}, {175, -42}, {174, -39} };
static const ReviewWorldPoint new_zealand_south[] = {
  {173, -41}, {174, -42}, {169, -47}, {167, -46} };
static const ReviewWorldPoint chukotka[] = {
  {-180, 69}, {-170, 66}, {-173, 64}, {-180, 65} };
/* clang-format on */

#define SHORE(name)               \
  {                               \
    (name), G_N_ELEMENTS ((name)) \
  }
static const ReviewWorldShore shores[] = {
  SHORE (north_america),
  SHORE (greenland),
  SHORE (arctic_islands),
  SHORE (ellesmere),
  SHORE (victoria_island),
  SHORE (cuba),
  SHORE (hispaniola),
  SHORE (south_america),
  SHORE (africa),
  SHORE (madagascar),
  SHORE (eurasia),
  SHORE (great_britain),
  SHORE (ireland),
  SHORE (iceland),
  SHORE (svalbard),
  SHORE (novaya_zemlya),
  SHORE (japan),
  SHORE (taiwan),
  SHORE (hainan),
  SHORE (sri_lanka),
  SHORE (luzon),
  SHORE (mindanao),
  SHORE (borneo),
  SHORE (sumatra),
  SHORE (java),
  SHORE (sulawesi),
  SHORE (new_guinea),
  SHORE (australia),
  SHORE (tasmania),
  SHORE (new_zealand_north),
  SHORE (new_zealand_south),
  SHORE (chukotka),
};

/** review_world_get_shores: Returns: (transfer none): the coast lines. */
const ReviewWorldShore *
review_world_get_shores (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (shores);
  return shores;
}
