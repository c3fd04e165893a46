/*===- TwoModels.c - A program that uses two models at once ---------*- C
 * -*-===*/

#include "alpha.h"
#include "beta.h"

#include <pthread.h>
#include <stdio.h>

struct job {
  const kiln_model *model;
  float result[4];
  int failed;
};

static void *work(void *argument) {
  struct job *job = argument;
  float x[4] = {1, 2, 3, 4};
  kiln_buffer input, output;
  kiln_session *session;
  int i;
  input.data = x;
  input.bytes = KILN_ALPHA_INPUT_0_BYTES;
  output.data = job->result;
  output.bytes = KILN_BETA_OUTPUT_0_BYTES;
  job->failed = kiln_session_create(job->model, NULL, &session) != KILN_OK;
  for (i = 0; i < 1000 && !job->failed; ++i)
    job->failed = kiln_session_run(session, &input, 1, &output, 1) != KILN_OK;
  if (job->failed)
    printf("%s: %s\n", kiln_model_name(job->model), kiln_last_error());
  kiln_session_close(session);
  return NULL;
}

int main(void) {
  struct job jobs[2] = {{0}, {0}};
  pthread_t threads[2];
  int i;
  jobs[0].model = kiln_model_alpha();
  jobs[1].model = kiln_model_beta();
  for (i = 0; i < 2; ++i)
    pthread_create(&threads[i], NULL, work, &jobs[i]);
  for (i = 0; i < 2; ++i) {
    const float *z = jobs[i].result;
    pthread_join(threads[i], NULL);
    printf("%s %g %g %g %g\n", kiln_model_name(jobs[i].model), z[0], z[1], z[2],
           z[3]);
  }
  return jobs[0].failed || jobs[1].failed;
}
