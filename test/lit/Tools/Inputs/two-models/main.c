/* Runs two models from two threads, each many times. */

#include "small.h"
#include "twin.h"

#include <pthread.h>
#include <stdio.h>

struct job {
  const kiln_model *model;
  kiln_buffer inputs[2], outputs[2];
  int input_count, output_count, failed;
};

static void *work(void *argument) {
  struct job *job = argument;
  kiln_session *session;
  int i;
  job->failed = kiln_session_create(job->model, NULL, &session) != KILN_OK;
  for (i = 0; i < 1000 && !job->failed; ++i)
    job->failed = kiln_session_run(session, job->inputs, job->input_count,
                                   job->outputs, job->output_count) != KILN_OK;
  if (job->failed)
    printf("%s: %s\n", kiln_model_name(job->model), kiln_last_error());
  kiln_session_close(session);
  return NULL;
}

int main(void) {
  float x[16] = {1, 2, 3, 4, 5, 6, 7, 8, -1, -2, -3, -4, -5, -6, -7, -8}, y[3];
  float a[6] = {1, 2, 3, 4, 5, 6}, c[6];
  int64_t b[6] = {1, 2, 3, 4, 5, 6}, d[6];
  struct job jobs[2] = {
      {kiln_model_small(), {{x, sizeof x}}, {{y, sizeof y}}, 1, 1, 0},
      {kiln_model_twin(),
       {{a, sizeof a}, {b, sizeof b}},
       {{c, sizeof c}, {d, sizeof d}},
       2,
       2,
       0}};
  pthread_t threads[2];
  int i;
  for (i = 0; i < 2; ++i)
    pthread_create(&threads[i], NULL, work, &jobs[i]);
  for (i = 0; i < 2; ++i)
    pthread_join(threads[i], NULL);
  printf("small %g %g %g\n", y[0], y[1], y[2]);
  printf("twin %g %g, %d %d\n", c[0], c[5], (int)d[0], (int)d[5]);
  return jobs[0].failed || jobs[1].failed;
}
